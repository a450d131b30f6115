import { Button, type ButtonProps } from './Button.tsx';

interface RetryButtonProps extends Pick<ButtonProps, 'look'> {
  readonly onRetry: () => void;
}

/** Tries again what failed. In a dialog, it leaves the focus there: the button goes with the error, and no key would reach the dialog. */
export function RetryButton({ onRetry, ...look }: RetryButtonProps) {
  return (
    <Button
      {...look}
      onPress={({ target }) => {
        target.closest<HTMLElement>('[role="dialog"]')?.focus();
        onRetry();
      }}
    >
      Try again
    </Button>
  );
}
