import '@angular/compiler';
import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { define, FeedbackForm, start, widgets } from 'motcua';
import { checked, first, hear, turned } from './checks.ts';

start(window.settings);
define({ ...widgets, 'x-form': checked(FeedbackForm) });

class Checks {
  state = signal(first);
  hear = hear;
  constructor() {
    turned.set = more => this.state.update(old => ({ ...old, ...more }));
    document.addEventListener('imperative', hear('imperative'), true);
  }
}
Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <mc-guide-player></mc-guide-player>
    @if (state().shown) {
      <x-form [kind]="state().text" [number]="state().number" [yes]="state().yes" [array]="state().array" [object]="state().object"
        [camelCaseObject]="state().object" (lowercaseevent)="hear('lowercaseevent')()" (kebab-event)="hear('kebab-event')()"
        (camelEvent)="hear('camelEvent')()" (CAPSevent)="hear('CAPSevent')()" (PascalEvent)="hear('PascalEvent')()"><p id="word">{{ state().word }}</p></x-form>
    } @else {
      <p id="hidden">–</p>
    }`,
})(Checks);

bootstrapApplication(Checks, { providers: [provideZonelessChangeDetection()] });
