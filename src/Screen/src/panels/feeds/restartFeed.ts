import { pageTexts } from '../../pageTexts';
import { part } from '../../source/http';
import type { FeedView } from '../../source/views';
import type { Services } from '../../store/services';
import { confirmChange } from '../confirm';

const words = pageTexts.feeds;
const looks = 40;
const pauseMs = 250;

/** Restarts a connection once it is meant; done when it has come up anew. */
export function askRestart({ http, tables }: Services, feed: FeedView): void {
  confirmChange({
    title: words.restartTitle(feed.id),
    body: words.restartBody(feed.id, feed.markets),
    act: words.restartAct,
    typed: null,
    async run() {
      await http.change(`feeds/${part(feed.id)}/restart`);
      for (let look = 0; look < looks; look++) {
        const { value } = await http.get<readonly FeedView[]>('feeds');
        const now = value.find(one => one.id === feed.id);
        // A connection more than before, or a new owner: it is not the one that was there.
        if (now?.state === 'connected' && (now.connects !== feed.connects || now.epoch !== feed.epoch)) {
          tables.feeds.reload();
          return;
        }

        await new Promise(resolve => setTimeout(resolve, pauseMs));
      }

      throw new Error(words.notRestarted);
    },
  });
}
