import { useState } from 'react';
import { datasetIdPattern, type Manifest } from '../../ingest/manifest.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField } from '../../ui/CheckField.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { byteSize, plainCount } from '../../ui/format.ts';
import { LineField } from '../../ui/LineField.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { foundText, idOf, tellsUsers, wayOut } from './findingText.ts';
import styles from './PublishPanel.module.css';
import type { PublishingEngine } from './publishDataset.ts';
import { type Checked, type Publication, type Said, usePublication } from './usePublication.ts';

interface PublishPanelProps {
  /** Holds what is published; it may be locked. */
  readonly engine: PublishingEngine;
  /** What the dataset says of itself; id and title can be changed. */
  readonly about: Pick<Manifest, 'id' | 'title' | 'description' | 'currency'>;
}

/** Makes a dataset of what is on screen that anybody can open by a link, after a look for what should stay private. */
export function PublishPanel({ engine, about }: PublishPanelProps) {
  const { publication, check, publish, cancel } = usePublication(engine);
  return (
    <div className={styles.panel}>
      <p className={styles.lead}>
        Makes one zip file of the prepared tables. Unpacked beside a dashboard like this one, it is opened by a link.
        Names, e-mail addresses, phone numbers and street addresses of users are not in those tables; first the page
        looks whether something like them stands elsewhere. Nothing leaves this browser until you pass the file on.
      </p>
      {publication.stage === 'new' && (
        <>
          {publication.failure !== null && <Notice tone="loss">{publication.failure}</Notice>}
          <div className={styles.tools}>
            <Button look="strong" onPress={() => void check()}>
              {publication.failure === null ? 'Look through the data' : 'Try again'}
            </Button>
          </div>
        </>
      )}
      {publication.stage === 'checking' && (
        <div className={styles.tools} aria-busy="true">
          <Button onPress={cancel}>Cancel</Button>
          <span role="status" className={styles.said}>
            Looking for what tells who a person is …
          </span>
        </div>
      )}
      {(publication.stage === 'checked' || publication.stage === 'writing') && (
        <Form about={about} publication={publication} publish={publish} cancel={cancel} />
      )}
    </div>
  );
}

type Publish = ReturnType<typeof usePublication>['publish'];

interface FormProps {
  readonly about: PublishPanelProps['about'];
  readonly publication: Extract<Publication, { checked: Checked }>;
  readonly publish: Publish;
  readonly cancel: () => void;
}

function Form({ about, publication, publish, cancel }: FormProps) {
  const { checked } = publication;
  const { sizes, findings } = checked;
  const [title, setTitle] = useState(about.title);
  const [id, setId] = useState(() => idOf(about.title));
  const [hideUsers, setHideUsers] = useState(() => tellsUsers(findings));
  const [isRead, setIsRead] = useState(false);
  const isWriting = publication.stage === 'writing';
  const reason = reasonAgainst(id, title, findings.length > 0 && !isRead);

  const start = () =>
    void publish(checked, {
      about: { ...about, id, title: title.trim() },
      hideUsers,
      handOver: async (zip) => {
        const { download } = await import('../../exports/download.ts');
        download(`${id}.zip`, zip);
        return `${id}.zip (${byteSize(zip.size)}) was handed to the browser. Unpack it into the folder data beside a dashboard and open it with ?data=${id}.`;
      },
    });

  return (
    <>
      {findings.length === 0 ? (
        <p className={styles.lead}>
          Nothing was found that looks like an e-mail address, a phone number, a name, an address or an IP address. That
          is no proof: only you know what your values mean.
        </p>
      ) : (
        <Findings checked={checked} hideUsers={hideUsers} />
      )}
      <fieldset className={styles.fields} disabled={isWriting}>
        <legend>The dataset</legend>
        <LineField label="Title" value={title} longest={80} isInvalid={title.trim() === ''} onChange={setTitle} />
        <LineField
          label="Id, for the link: ?data="
          value={id}
          longest={60}
          isInvalid={!datasetIdPattern.test(id)}
          onChange={setId}
        />
      </fieldset>
      <div className={styles.checks}>
        <CheckField
          label="Replace user ids with numbers"
          hint="The same number in every table, so that all results stay as they are. Session ids made of a user’s id are replaced too."
          isChecked={hideUsers}
          isDisabled={isWriting}
          onChange={setHideUsers}
        />
        {findings.length > 0 && (
          <CheckField
            label="I have read what was found"
            isChecked={isRead}
            isDisabled={isWriting}
            onChange={setIsRead}
          />
        )}
      </div>
      <details className={styles.tables}>
        <summary>What will be in it: {sizes.length} tables</summary>
        <DataTable
          caption="Tables of the publication"
          columns={tableColumns}
          rows={sizes.map(({ mart, rows }) => ({ id: mart, cells: [mart, plainCount(rows)] }))}
          height={listHeight}
        />
      </details>
      <div className={styles.tools} aria-busy={isWriting}>
        {isWriting ? (
          <Button onPress={cancel}>Cancel</Button>
        ) : (
          <Button look="strong" isDisabled={reason !== null} onPress={start}>
            Make the zip file
          </Button>
        )}
        {publication.stage === 'writing' ? (
          <Writing progress={publication.progress} />
        ) : (
          <Outcome said={publication.said} reason={reason} />
        )}
      </div>
    </>
  );
}

const tableColumns = [
  { id: 'table', label: 'Table', align: 'start', isSortable: false },
  { id: 'rows', label: 'Rows', align: 'end', isSortable: false },
] as const;

/** Most CSS pixels of the list before it scrolls. */
const listHeight = 420;

function reasonAgainst(id: string, title: string, isUnread: boolean): string | null {
  if (title.trim() === '') return 'The dataset needs a title.';
  if (!datasetIdPattern.test(id)) {
    return 'The id stands in links: take small letters, digits, - and _, and begin with a letter or digit.';
  }
  return isUnread ? 'Read what was found first, and say so.' : null;
}

function Findings({ checked: { findings }, hideUsers }: { checked: Checked; hideUsers: boolean }) {
  return (
    <section aria-label="What may tell who a person is">
      <h3 className={styles.caption}>This may tell who a person is</h3>
      <ul className={styles.findings}>
        {findings.map((finding) => (
          <li key={`${finding.table} ${finding.column} ${finding.kind}`}>
            <code>
              {finding.table}.{finding.column}
            </code>
            <div>
              <p>{foundText(finding)}</p>
              <p className={styles.way}>{wayOut(finding, hideUsers)}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Writing({ progress }: { progress: Extract<Publication, { stage: 'writing' }>['progress'] }) {
  if (progress === null) return <progress aria-label="Publication" className={styles.progress} />;
  const { done, total, table } = progress;
  return (
    <>
      <progress aria-label="Publication" className={styles.progress} value={done} max={total} />
      <span className={styles.said}>{table === null ? 'Putting the file together …' : `Writing ${table} …`}</span>
    </>
  );
}

function Outcome({ said, reason }: { said: Said | null; reason: string | null }) {
  if (said?.tone === 'failed') return <Notice tone="loss">{said.sentence}</Notice>;
  return (
    <span role="status" className={styles.said}>
      {reason ?? said?.sentence}
    </span>
  );
}
