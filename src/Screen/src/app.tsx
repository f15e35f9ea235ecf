import { Announcer } from './panels/announcer';
import { Banners } from './panels/banner';
import { DemoGuide } from './panels/demoParts';
import { Dialogs } from './panels/dialogs';
import { isLiveMoney } from './panels/execution';
import { TopBar } from './panels/topBar';
import { pages } from './pages/table';
import { route } from './route/route';
import { ServicesContext, type Services } from './store/services';
import { texts } from './texts';

/** The whole page. */
export function App({ services }: { services: Services }) {
  const page = pages.find(one => one.name === route.value.page);
  const level = services.freshness.value.level;
  return (
    <ServicesContext.Provider value={services}>
      <a
        class="skip"
        href="#main"
        onClick={event => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {texts.skip}
      </a>
      <div class={`shell ${level} ${isLiveMoney(services.tables.status.value.value) ? 'with-money' : ''}`}>
        <TopBar />
        <Banners />
        <DemoGuide />
        <main id="main" tabIndex={-1}>
          {page ? <page.Component /> : <p class="note">{texts.noPage}</p>}
        </main>
      </div>
      <Announcer />
      <Dialogs />
    </ServicesContext.Provider>
  );
}
