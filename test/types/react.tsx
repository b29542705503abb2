import type {} from '../../src/types/react.ts';

export const right = (
  <mc-portal data-agency="26506" data-theme="quiet large">
    <mc-status-lookup code="H29" className="card" onmc-dossier-found={event => event.status.trim()} />
    <mc-feedback-form kind="opinion" draft="off" onmc-feedback-sending={event => event.preventDefault()}>
      <p>Mời Ông/Bà gọi 0254 385 0000.</p>
    </mc-feedback-form>
    <mc-appointment-booker service="2.000815" place="26506.1" ref={element => void element?.service.trim()} />
    <mc-guide-player guide="dang-ky-khai-sinh" />
  </mc-portal>
);

// @ts-expect-error: there is no such kind
export const wrongKind = <mc-feedback-form kind="complaint" />;
// @ts-expect-error: a code is text
export const wrongType = <mc-status-lookup code={42} />;

// @ts-expect-error: the event carries no code, only a state
export const wrongEvent = <mc-status-lookup onmc-dossier-found={event => event.code} />;
