import { QueryClient } from '@tanstack/react-query';
import { Undo2, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { absentParts } from '../ingest/own/absentParts.ts';
import type { FilePlan, OpenQuestion, OwnDelivery } from '../ingest/own/plan.ts';
import { openQuestions, shapeOf } from '../ingest/own/suggestPlan.ts';
import type { RawTable } from '../model/tables.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Notice } from '../ui/Notice.tsx';
import { overlayHome } from '../ui/overlayHome.ts';
import { titleOf } from './chosenFiles.ts';
import { DatasetFooter } from './DatasetFooter.tsx';
import { DiscardQuestion } from './DiscardQuestion.tsx';
import { DropPlace } from './DropPlace.tsx';
import { FileDetail, type Goal } from './FileDetail.tsx';
import { FileList } from './FileList.tsx';
import { KeptList } from './KeptList.tsx';
import type { OwnDataTools } from './ownDataTools.ts';
import styles from './OwnDataScreen.module.css';
import { alike, answerKey, usableLooks } from './ownFilesState.ts';
import { withTable } from './planEdits.ts';
import { notReady } from './readiness.ts';
import { isRefusedTrial } from './trialView.ts';
import { useOwnFiles } from './useOwnFiles.ts';
import { knownTrial, useTrial } from './useTrial.ts';

interface OwnDataScreenProps {
  /** The same object on every render: its functions are called again when they change. */
  readonly tools: OwnDataTools;
  /** Closed, it still knows everything that was said. */
  readonly isOpen: boolean;
  /** Id of a person’s own dataset that a link asked for and this browser does not have. */
  readonly wanted: string | null;
  readonly onOpen: (delivery: OwnDelivery, keep: boolean) => void;
  readonly onOpenKept: (id: string) => void;
  readonly onClose: () => void;
  /** Why the last try to open the files failed; everything said stays. */
  readonly opening: { readonly sentence: string } | null;
}

/** Trials live as long as the screen, so that going back to a file or a plan asks nothing twice. */
function trialClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: Infinity, refetchOnWindowFocus: false },
    },
  });
}

/** Where a person opens files of their own: over the whole page, and nothing of the files leaves it. */
export function OwnDataScreen(props: OwnDataScreenProps) {
  const { tools, isOpen, wanted, onOpen, onOpenKept, onClose, opening } = props;
  const [client] = useState(trialClient);
  const { state, dispatch, add } = useOwnFiles(tools);
  const [typedTitle, setTitle] = useState<string | null>(null);
  const [currency, setCurrency] = useState('USD');
  const [isKept, setKept] = useState(false);
  const [isRemembered, setRemembered] = useState(true);
  const [isLeaving, setLeaving] = useState(false);
  const [goal, setGoal] = useState<Goal | null>(null);

  const { now, looks, files, selected } = state;
  const usable = useMemo(() => usableLooks({ now, looks }), [now, looks]);
  const plans = useMemo(() => usable.flatMap(({ path }) => now.plans[path] ?? []), [usable, now.plans]);
  const questions = useMemo(() => {
    const answered = new Set(now.answers);
    return openQuestions(usable, plans).filter((question) => question.needed || !answered.has(answerKey(question)));
  }, [usable, plans, now.answers]);
  const absent = useMemo(() => absentParts(plans), [plans]);

  const look = usable.find(({ path }) => path === selected) ?? null;
  const plan = look === null ? null : (now.plans[look.path] ?? null);
  const file = look === null ? null : (files[look.path] ?? null);
  const trial = useTrial(client, tools, file, look, plan);
  const trialOf = (path: string) => {
    const [of, as] = [files[path], now.plans[path]];
    return of === undefined || as === undefined || as.table === null ? null : knownTrial(client, of, as);
  };

  const isEmpty = now.paths.length === 0;
  const title = typedTitle ?? titleOf(now.paths);
  const reason = notReady({
    paths: now.paths,
    waiting: now.paths.filter((path) => looks[path] === undefined).length,
    plans,
    questions,
    unreadable: plans.flatMap(({ path, table }) => {
      const known = table === null ? null : trialOf(path);
      return known !== null && isRefusedTrial(known) ? [path] : [];
    }),
    title,
    currency,
  });

  const onPlan = (next: FilePlan) => dispatch({ type: 'plan', plan: next });
  const onAgree = (question: OpenQuestion) => dispatch({ type: 'agree', question });
  const onShow = ({ path, about }: OpenQuestion) => {
    dispatch({ type: 'select', path });
    setGoal({ path, about });
  };
  const onTable = (path: string, table: RawTable | null) => {
    const [as, of] = [now.plans[path], usable.find((each) => each.path === path)];
    if (as !== undefined && of !== undefined) onPlan(withTable(as, table, of));
  };
  const open = () => {
    const used = plans.filter(({ table }) => table !== null);
    if (isRemembered) {
      for (const each of used) {
        const of = usable.find(({ path }) => path === each.path);
        if (of !== undefined) tools.rememberPlan(shapeOf(of), each);
      }
    }
    onOpen(
      { title: title.trim(), currency, files: used.flatMap(({ path }) => files[path] ?? []), plans: used },
      isKept && tools.kept.canKeep,
    );
  };
  const leave = () => (isEmpty ? onClose() : setLeaving(true));

  return (
    <ModalOverlay
      {...overlayHome()}
      isOpen={isOpen}
      onOpenChange={(stays) => {
        if (!stays) leave();
      }}
      className={styles.overlay ?? ''}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''}>
          <header className={styles.top}>
            <Heading slot="title" level={1} className={styles.title ?? ''}>
              Your own data
            </Heading>
            <p className={styles.promise}>Nothing leaves this browser.</p>
            <span className={styles.tools}>
              {!isEmpty && (
                <Button isDisabled={state.before === null} onPress={() => dispatch({ type: 'undo' })}>
                  <Undo2 aria-hidden="true" size={15} />
                  Undo
                </Button>
              )}
              <IconButton label="Close" onPress={leave}>
                <X aria-hidden="true" size={16} />
              </IconButton>
            </span>
          </header>
          <div className={styles.scroll} data-empty={isEmpty || undefined}>
            <div className={styles.says}>
              {opening !== null && <Notice tone="loss">{opening.sentence}</Notice>}
              {wanted !== null && isEmpty && (
                <Notice tone="note">
                  This link shows somebody’s own files, which are not in this browser. Choose the same files to see
                  them.
                </Notice>
              )}
              {state.notes.length > 0 && (
                <Notice tone="note" onDismiss={() => dispatch({ type: 'dismiss notes' })}>
                  {state.notes.join(' ')}
                </Notice>
              )}
            </div>
            <div className={styles.side}>
              <DropPlace isFirst={isEmpty} onFiles={add} />
              {!isEmpty && (
                <FileList
                  state={state}
                  questions={questions}
                  trialOf={trialOf}
                  onSelect={(path) => dispatch({ type: 'select', path })}
                  onTable={onTable}
                  onRemove={(path) => dispatch({ type: 'remove', path })}
                />
              )}
              <KeptList kept={tools.kept} onOpen={onOpenKept} />
            </div>
            {!isEmpty && (
              <div className={styles.main}>
                {look === null || plan === null ? (
                  <p className={styles.nothing}>
                    {now.paths.some((path) => looks[path] === undefined)
                      ? 'The files are being looked at …'
                      : 'None of these files can be used. Each line says why.'}
                  </p>
                ) : (
                  <FileDetail
                    look={look}
                    plan={plan}
                    questions={questions.filter(({ path }) => path === look.path)}
                    misread={state.misread[look.path]?.sentence ?? null}
                    trial={trial}
                    alike={alike(state, look.path).length}
                    goal={goal}
                    onPlan={onPlan}
                    onAgree={onAgree}
                    onAlike={() => dispatch({ type: 'plan alike', path: look.path })}
                    onStartOver={() => dispatch({ type: 'start over', path: look.path })}
                  />
                )}
              </div>
            )}
          </div>
          {!isEmpty && (
            <DatasetFooter
              title={title}
              onTitle={setTitle}
              currency={currency}
              onCurrency={setCurrency}
              canKeep={tools.kept.canKeep}
              isKept={isKept}
              onKept={setKept}
              isRemembered={isRemembered}
              onRemembered={setRemembered}
              absent={absent}
              questions={questions.filter(({ needed }) => needed)}
              selected={selected}
              plans={plans}
              onAgree={onAgree}
              onShow={onShow}
              reason={reason}
              onOpen={open}
            />
          )}
          {isLeaving && <DiscardQuestion onStay={() => setLeaving(false)} onDiscard={onClose} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
