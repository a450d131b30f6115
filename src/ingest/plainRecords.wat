;; Passes over CSV records that hold no quote, 64 bytes at a time; `plainRecords.ts` says what for.
(module
  ;; The text, and 64 bytes of anything but text behind it.
  (memory (export "memory") 5)
  ;; How many records the last scan passed over.
  (global $records (export "records") (mut i32) (i32.const 0))

  ;; One bit for each of 64 bytes: whether it is this byte, which stands in every lane.
  (func $where (param $at i32) (param $byte v128) (result i64)
    (i64.or
      (i64.or
        (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (local.get $byte))))
        (i64.shl
          (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=16 (local.get $at)) (local.get $byte))))
          (i64.const 16)))
      (i64.or
        (i64.shl
          (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=32 (local.get $at)) (local.get $byte))))
          (i64.const 32))
        (i64.shl
          (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=48 (local.get $at)) (local.get $byte))))
          (i64.const 48)))))

  ;; The bits below the lowest one that is set.
  (func $below (param $bits i64) (result i64)
    (i64.and
      (i64.sub (local.get $bits) (i64.const 1))
      (i64.xor (local.get $bits) (i64.const -1))))

  ;; Passes over the records at the start of `length` bytes that have `delimiters` of them each, and end as all do: with a carriage return
  ;; and a line feed, or where `returns` is 0 with a line feed alone. Gives where the first other one starts, or one that is cut off.
  (func (export "scan")
    (param $length i32) (param $delimiter i32) (param $delimiters i32) (param $returns i32) (result i32)
    (local $at i32)
    (local $start i32)
    (local $count i32)
    ;; Delimiters of the record so far, before these 64 bytes.
    (local $seen i32)
    (local $stops i32)
    (local $ends i64)
    (local $marks i64)
    (local $crs i64)
    (local $odd i64)
    (local $before i64)
    ;; 1 where the 64 bytes before ended with a carriage return.
    (local $carried i64)
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $at) (local.get $length)))
        (local.set $ends (call $where (local.get $at) (i8x16.splat (i32.const 10))))
        (local.set $marks (call $where (local.get $at) (i8x16.splat (local.get $delimiter))))
        (local.set $crs (call $where (local.get $at) (i8x16.splat (i32.const 13))))
        (local.set $odd (call $where (local.get $at) (i8x16.splat (i32.const 34))))
        (if (local.get $returns)
          (then
            ;; Behind each carriage return a line feed, and before each line feed a carriage return.
            (local.set $before (i64.or (i64.shl (local.get $crs) (i64.const 1)) (local.get $carried)))
            (local.set $carried (i64.shr_u (local.get $crs) (i64.const 63)))
            (local.set $odd (i64.or (local.get $odd) (i64.xor (local.get $before) (local.get $ends)))))
          (else
            (local.set $odd (i64.or (local.get $odd) (local.get $crs)))))
        (if (i64.ne (local.get $odd) (i64.const 0))
          (then
            (local.set $stops (i32.const 1))
            (local.set $ends (i64.and (local.get $ends) (call $below (local.get $odd))))))
        (block $noMore
          (loop $lines
            (br_if $noMore (i64.eqz (local.get $ends)))
            (local.set $before (call $below (local.get $ends)))
            (br_if $done
              (i32.ne
                (local.get $delimiters)
                (i32.add
                  (local.get $seen)
                  (i32.wrap_i64 (i64.popcnt (i64.and (local.get $marks) (local.get $before)))))))
            (local.set $seen (i32.const 0))
            (local.set $marks (i64.and (local.get $marks) (i64.xor (local.get $before) (i64.const -1))))
            (local.set $start
              (i32.add (i32.add (local.get $at) (i32.wrap_i64 (i64.ctz (local.get $ends)))) (i32.const 1)))
            (local.set $count (i32.add (local.get $count) (i32.const 1)))
            (local.set $ends (i64.and (local.get $ends) (i64.sub (local.get $ends) (i64.const 1))))
            (br $lines)))
        (br_if $done (local.get $stops))
        (local.set $seen (i32.add (local.get $seen) (i32.wrap_i64 (i64.popcnt (local.get $marks)))))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br $blocks)))
    (global.set $records (local.get $count))
    (local.get $start)))
