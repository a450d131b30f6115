import { useState } from 'react';
import { Notice } from '../ui/Notice.tsx';

interface NoticesProps {
  readonly sentences: readonly string[];
  readonly onDismiss?: () => void;
}

/** Sentences about the link in one line that can be put away; other sentences bring it back. */
export function Notices({ sentences, onDismiss }: NoticesProps) {
  const [dismissed, dismiss] = useState('');
  const text = sentences.join('\n');
  if (sentences.length === 0 || text === dismissed) return null;
  return (
    <Notice tone="note" onDismiss={onDismiss ?? (() => dismiss(text))}>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Notice>
  );
}
