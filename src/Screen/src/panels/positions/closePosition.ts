import { fixed } from '../../format/numbers';
import { price } from '../../format/price';
import { pageTexts } from '../../pageTexts';
import { part } from '../../source/http';
import type { PositionView } from '../../source/views';
import type { Services } from '../../store/services';
import { confirmChange } from '../confirm';
import { isLiveMoney } from '../execution';

const words = pageTexts.positions;
const looks = 40;
const pauseMs = 250;

/** Closes a position once it is meant; done when its account shows it no longer. */
export function askClose(services: Services, position: PositionView): void {
  const { http, tables } = services;
  confirmChange({
    title: words.closeTitle(position.symbol),
    body: words.closeBody(position.side, position.symbol, fixed(position.quantity, 4), price(position.price), position.account),
    act: words.closeAct,
    typed: isLiveMoney(tables.status.value.peek()) ? position.symbol : null,
    async run() {
      // Accounts number their positions each for itself.
      const account = encodeURIComponent(position.account);
      await http.change(`positions/${part(position.id)}/close?account=${account}`);
      for (let look = 0; look < looks; look++) {
        const { value } = await http.get<readonly PositionView[]>('positions', { account: position.account });
        if (!value.some(open => open.id === position.id)) {
          tables.positions.reload();
          return;
        }

        await new Promise(resolve => setTimeout(resolve, pauseMs));
      }

      throw new Error(words.notConfirmed);
    },
  });
}
