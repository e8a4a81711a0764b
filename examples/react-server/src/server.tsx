import { renderToString } from 'react-dom/server';
import { Page } from './page.js';

/** The markup of a path, as the server sends it. */
export const render = (path: string) => renderToString(<Page path={path} leave={() => {}} />);
