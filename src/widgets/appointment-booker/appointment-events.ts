/** An appointment was booked. Contains the service, never the citizen or the time. */
export class AppointmentBooked extends Event {
  readonly service: string;

  constructor(service: string) {
    super('mc-appointment-booked', { bubbles: true, composed: true });
    this.service = service;
  }
}

/** An appointment was moved to another time. */
export class AppointmentMoved extends Event {
  readonly service: string;

  constructor(service: string) {
    super('mc-appointment-moved', { bubbles: true, composed: true });
    this.service = service;
  }
}

/** An appointment was cancelled. */
export class AppointmentCancelled extends Event {
  readonly service: string;

  constructor(service: string) {
    super('mc-appointment-cancelled', { bubbles: true, composed: true });
    this.service = service;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'mc-appointment-booked': AppointmentBooked;
    'mc-appointment-moved': AppointmentMoved;
    'mc-appointment-cancelled': AppointmentCancelled;
  }
}
