import { hydrateRoot } from 'react-dom/client';
import { Page } from './page.js';

const container = document.getElementById('root');
if (!container) throw new Error('There is no #root');
const root = hydrateRoot(container, <Page path={location.pathname} leave={() => root.unmount()} />);
