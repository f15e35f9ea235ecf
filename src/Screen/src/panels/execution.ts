import type { StatusView } from '../source/views';
import type { Services } from '../store/services';
import { texts } from '../texts';
import { confirmChange } from './confirm';

/** Whose money moves: the most dangerous of all accounts counts. */
export function moneyOf(status: StatusView): string {
  const { paper, dryRun, liveMoney, unknownMoney } = texts.top;
  const each = status.accounts.map(account => (account.dryRun === null ? unknownMoney : !account.dryRun ? liveMoney : account.behind === 'paper' ? paper : dryRun));
  return [liveMoney, unknownMoney, dryRun, paper].find(kind => each.includes(kind)) ?? unknownMoney;
}

/** Whether a change may move money that is real. */
export function isLiveMoney(status: StatusView | undefined): boolean {
  return status !== undefined && moneyOf(status) === texts.top.liveMoney;
}

/** Holds entries back or lets them go, once it is meant; done when the executors say so themselves. */
export function askPause(services: Services): void {
  const status = services.tables.status.value.peek();
  if (status === undefined) {
    return;
  }

  const isPaused = status.executionPaused;
  const words = texts.confirm;
  confirmChange({
    title: isPaused ? words.resumeTitle : words.pauseTitle,
    body: isPaused ? words.resumeBody : words.pauseBody,
    act: isPaused ? words.resumeAct : words.pauseAct,
    typed: isPaused && isLiveMoney(status) ? words.resumeWord : null,
    async run() {
      const query = isPaused && status.accounts.length > 1 ? '?account=all' : '';
      await services.http.change(`execution/${isPaused ? 'resume' : 'pause'}${query}`);
      await waitFor(services, next => next.executionPaused !== isPaused);
    },
  });
}

const looks = 20;

async function waitFor(services: Services, isSo: (status: StatusView) => boolean): Promise<void> {
  for (let look = 0; look < looks; look++) {
    const { value } = await services.http.get<StatusView>('status');
    if (isSo(value)) {
      services.tables.status.reload();
      return;
    }

    await new Promise(resolve => setTimeout(resolve, 250));
  }

  throw new Error(texts.confirm.notConfirmed);
}
