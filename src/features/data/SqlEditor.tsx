import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react';
import { editorLanguage } from './editorLanguage.ts';
import { editorLook } from './editorLook.ts';

/** What others can do to the text beside setting it. */
export interface EditorHandle {
  /** Puts a text where the cursor is, in place of what is selected, and goes there. */
  readonly insert: (text: string) => void;
  /** Goes to a line and a column, both from 1. */
  readonly goTo: (line: number, column: number) => void;
}

interface SqlEditorProps {
  readonly label: string;
  /** Id of what explains the keys. */
  readonly describedBy: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Ctrl or Command with Enter. */
  readonly onRun: () => void;
  readonly ref?: Ref<EditorHandle>;
}

/**
 * A CodeMirror editor for one statement. Tab leaves it, as it leaves any field; only while suggestions are open does Tab take
 * one, and Escape closes them. CodeMirror is large, so this file is only ever imported later.
 */
export function SqlEditor({ label, describedBy, value, onChange, onRun, ref }: SqlEditorProps) {
  const home = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const changed = useEffectEvent((text: string) => {
    // A text that was given is not one that was written.
    if (text !== value) onChange(text);
  });
  const run = useEffectEvent(onRun);
  const first = useEffectEvent(() => value);

  useEffect(() => {
    if (home.current === null) return undefined;
    const made = new EditorView({
      parent: home.current,
      state: EditorState.create({
        doc: first(),
        extensions: [
          editing,
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => (run(), true) }])),
          EditorView.contentAttributes.of({
            'aria-label': label,
            'aria-describedby': describedBy,
            spellcheck: 'false',
            // Browsers need none for what can be written in; checkers of accessibility do.
            tabindex: '0',
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [label, describedBy]);

  useEffect(() => {
    const editor = view.current;
    const text = editor?.state.doc.toString();
    if (editor === null || text === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useImperativeHandle(
    ref,
    () => ({
      insert: (text) => {
        const editor = view.current;
        if (editor === null) return;
        editor.dispatch(editor.state.replaceSelection(spaced(editor, text)), { scrollIntoView: true });
        editor.focus();
      },
      goTo: (line, column) => {
        const editor = view.current;
        if (editor === null) return;
        const { from, to } = editor.state.doc.line(Math.min(line, editor.state.doc.lines));
        editor.dispatch({ selection: { anchor: Math.min(from + column - 1, to) }, scrollIntoView: true });
        editor.focus();
      },
    }),
    [],
  );

  return <div ref={home} />;
}

/** With a gap before it where it would touch the word before. */
function spaced(editor: EditorView, text: string): string {
  const { from } = editor.state.selection.main;
  const before = editor.state.sliceDoc(Math.max(0, from - 1), from);
  return /[\w"]/.test(before) ? ` ${text}` : text;
}

const editing: Extension = [
  lineNumbers(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  autocompletion({ activateOnTyping: true, icons: false }),
  EditorView.lineWrapping,
  placeholder('select …'),
  keymap.of([{ key: 'Tab', run: acceptCompletion }]),
  keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
  editorLanguage(),
  editorLook,
];
