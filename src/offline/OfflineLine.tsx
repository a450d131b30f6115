import { WifiOff } from 'lucide-react';
import { minute } from '../ui/format.ts';
import styles from './OfflineLine.module.css';
import { useOffline } from './useOffline.ts';

/** Says that there is no network, and how old the data may be. */
export function OfflineLine() {
  const offline = useOffline();
  return (
    <div role="status">
      {offline !== null && (
        <p className={styles.line}>
          <WifiOff aria-hidden="true" size={14} />
          {offline.keptAt === null
            ? 'Offline: the numbers are those of the data already here.'
            : `Offline: the last data fetched on ${minute(offline.keptAt)} UTC.`}
        </p>
      )}
    </div>
  );
}
