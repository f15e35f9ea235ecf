import type { ComponentChildren } from 'preact';
import { pageTexts } from '../pageTexts';
import { FilterField } from '../panels/filterField';
import { Panel, stateOf } from '../panels/frame';
import { useFreshState } from '../panels/freshState';
import { Later } from '../panels/later';
import { AccountFigures } from '../panels/positions/accountPanel';
import { ClosedPositions } from '../panels/positions/closedPositions';
import { Fees } from '../panels/positions/fees';
import { OpenPositions } from '../panels/positions/openPositions';
import { chosenTab, Tabs } from '../panels/tabs';
import { adjust, route } from '../route/route';
import type { PositionView } from '../source/views';
import { useServices } from '../store/services';
import { useJoin } from '../store/useJoin';

const words = pageTexts.positions;
const most = 2_000;
const hourMs = 3_600_000;
const ranges: readonly (readonly [keyof typeof pageTexts.ranges, number])[] = [['24h', 24 * hourMs], ['7d', 168 * hourMs], ['30d', 720 * hourMs], ['all', Number.POSITIVE_INFINITY]];

/** What is open, what has closed, and what was traded on paper beside it. */
export function PositionsPage() {
  const tab = chosenTab(['account', 'shadows']);
  const tabs = <Tabs label={words.title} chosen={tab} tabs={[{ name: 'account', title: words.title }, { name: 'shadows', title: words.shadows }]} />;
  return (
    <div class="page">
      <h1 class="unseen">{words.title}</h1>
      {tab === 'shadows' ? (
        <>
          <div class="page-bar">{tabs}</div>
          <Later load={() => import('../panels/shadows/shadowsPanel').then(part => part.ShadowsPanel)} />
        </>
      ) : (
        <AccountTab tabs={tabs} />
      )}
    </div>
  );
}

// What is open, what has closed, and what the account made of it.
function AccountTab({ tabs }: { tabs: ComponentChildren }) {
  const { source, tables, clock } = useServices();
  const open = tables.positions;
  // Closed ones change when something closes; the open ones are read every two seconds elsewhere.
  const all = useJoin<readonly PositionView[]>('closed', () => ({ load: stop => source.positions(most, stop), apply: value => value }), 5_000);
  const status = tables.status.value.value;
  const { account = '', range = '' } = route.value.query;
  const accounts = (status?.accounts ?? []).filter(one => account === '' || one.name === account);
  const names = (status?.accounts ?? []).map(one => one.name);
  const isWanted = (row: PositionView): boolean => account === '' || row.account === account;
  const openRows = (open.value.value ?? []).filter(isWanted);
  const closedRows = (all.value.value ?? []).filter(row => row.closedAt !== null && isWanted(row));
  const withAccount = names.length > 1;
  const length = ranges.find(([name]) => name === range)?.[1] ?? Number.POSITIVE_INFINITY;
  // By the minute: a curve that begins anew every second is of no use.
  const now = Math.floor((clock.second.value ?? 0) / 60_000) * 60_000;
  const openState = useFreshState(stateOf(open.value.value, open.problem.value, open.reload, () => (openRows.length === 0 ? words.noOpen : null)));
  const closedState = useFreshState(stateOf(all.value.value, all.problem.value, all.reload, () => (closedRows.length === 0 ? words.noClosed : null)));
  const accountState = useFreshState(stateOf(all.value.value && status, all.problem.value ?? tables.status.problem.value, all.reload, () => null));
  return (
    <>
      <div class="page-bar">
        {tabs}
        {withAccount && <FilterField name="account" label={words.accountFilter} values={names} all={pageTexts.all} />}
        <Fees />
      </div>
      <Panel title={words.open} name="page" state={openState} head={<span class="dim">{open.value.value && openRows.length}</span>} rows={3}>
        <OpenPositions rows={openRows} withAccount={withAccount} />
      </Panel>
      <Panel title={words.account} name="page" state={accountState} head={<Ranges chosen={range || 'all'} />}>
        <AccountFigures accounts={accounts} open={openRows} closed={closedRows} fromUnixMs={Number.isFinite(length) ? now - length : 0} />
      </Panel>
      <Panel title={words.closed} name="page" state={closedState} head={<span class="dim">{(all.value.value?.length ?? 0) >= most ? words.lastRead(most) : all.value.value && closedRows.length.toLocaleString('en')}</span>} rows={6}>
        <ClosedPositions rows={closedRows} withAccount={withAccount} />
      </Panel>
    </>
  );
}

function Ranges({ chosen }: { chosen: string }) {
  return (
    <span role="group" aria-label={pageTexts.range}>
      {ranges.map(([name]) => (
        <button key={name} type="button" class="small" aria-pressed={name === chosen} onClick={() => adjust({ range: name === 'all' ? '' : name })}>
          {pageTexts.ranges[name]}
        </button>
      ))}
    </span>
  );
}
