import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig } from '../../../src/server/platform/config.ts';

describe('A setting of an earlier version', () => {
  it('is read for one more release, with a warning that names the new one', () => {
    const { messaging, warnings } = readConfig({ MOTCUA_GATEWAY: 'https://sms.example/send' });
    assert.equal(messaging.smsUrl, 'https://sms.example/send');
    assert.match(warnings.join(), /MOTCUA_GATEWAY is now MOTCUA_SMS_URL/);
  });

  it('gives way to the new one', () => {
    const { messaging, warnings } = readConfig({
      MOTCUA_GATEWAY: 'https://old.example',
      MOTCUA_SMS_URL: 'https://new.example',
    });
    assert.equal(messaging.smsUrl, 'https://new.example');
    assert.deepEqual(warnings, []);
  });
});

describe('The settings of a Kannel gateway', () => {
  it('need a user and a password, which no message repeats', () => {
    assert.throws(
      () => readConfig({ MOTCUA_KANNEL: 'http://127.0.0.1:13013/secret-word' }),
      (error: Error) => /with user and password/.test(error.message) && !error.message.includes('secret-word'),
    );
    const { messaging } = readConfig({ PORT: '4321', MOTCUA_KANNEL: 'http://motcua:word@127.0.0.1:13013' });
    assert.equal(messaging.kannel?.callback, 'http://127.0.0.1:4321');
    assert.throws(() => readConfig({ MOTCUA_SMS_PER_MINUTE: 'many' }), /MOTCUA_SMS_PER_MINUTE/);
  });
});
