/** A dossier was found. Contains its state, never its code. */
export class DossierFound extends Event {
  readonly status: string;

  constructor(status: string) {
    super('mc-dossier-found', { bubbles: true, composed: true });
    this.status = status;
  }
}

/** Nothing matched what was entered. */
export class DossierNotFound extends Event {
  constructor() {
    super('mc-dossier-not-found', { bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'mc-dossier-found': DossierFound;
    'mc-dossier-not-found': DossierNotFound;
  }
}
