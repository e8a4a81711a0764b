import { normalize } from './normalise.js';
import { isLoggedOut, sealLogOut } from './resolve.js';

/** Who may be there, at the moment of a log-out. */
export interface Present {
  tracked: string | null;
  cookieIdentity: string | null | undefined;
}

/** Where it is kept who has logged out, while the visitor has agreed. */
export interface LogOutRegister {
  loggedOut(): string;
  setLoggedOut(sealed: string): void;
  /** Another visit begins. */
  begin(): void;
}

export interface LogOut {
  /** Salt and hash of who has logged out in this browser; any other text: nobody has. */
  read(): string;
  /** That person is there again. */
  forget(): void;
  /** The site has named somebody: whoever it is has not logged out any more. */
  named(name: string): void;
  /** The site has logged out whom it had named, if it had. */
  begin(named: string | undefined): void;
  /** Keeps who that was. Before consent nothing may be read: it is looked for as soon as there is a session. */
  settle(present: Present, namedSince: string | undefined): void;
}

// Not removed: an empty register means that the site has cleared the storage, and another tab may remember.
const NOBODY = '0';

const newSalt = (): string => Math.random().toString(36).slice(2, 6);

/** Remembers who has logged out, since the tracker has no log-out: its cookie names them still. */
export const createLogOut = (session: () => LogOutRegister | undefined): LogOut => {
  // Whom the site had named when it logged the visitor out, until it is known who that was.
  let leaving: string | undefined;
  let isEarly = false;

  const logOut: LogOut = {
    read: () => session()?.loggedOut() || '',
    forget: () => session()?.setLoggedOut(NOBODY),
    named: (name) => {
      // That somebody else has logged out stays true: the next page may not say again who is there.
      if (isLoggedOut(name, logOut.read())) logOut.forget();
    },
    begin: (named) => {
      leaving = named || '';
      isEarly = !session();
    },
    settle: ({ tracked, cookieIdentity }, namedSince) => {
      const active = session();
      if (leaving === undefined || !active) return;
      const name = normalize(cookieIdentity || tracked || leaving);
      leaving = undefined;
      // Other tabs have not heard of it: what was nobody's until then may be of who has left.
      if (isEarly) active.begin();
      // Where nobody knows who has left, who had left before still has. Named since: there again.
      if (name)
        active.setLoggedOut(namedSince && normalize(namedSince) === name ? NOBODY : sealLogOut(newSalt(), name));
    },
  };
  return logOut;
};
