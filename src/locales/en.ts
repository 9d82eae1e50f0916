/**
 * English, and the type of every other language: the keys are the contract.
 * `{name}` is filled in where the fact is known. Each view answers: what happened, is it my fault (no), what now.
 */
const en = {
  'start.heading': 'Verify your identity',
  'start.text': 'Keep your passport or ID card at hand. It takes a few minutes.',
  'start.button': 'Start',
  'loading.heading': 'One moment',
  'loading.text': 'We’re getting your verification ready.',
  'active.heading': 'Identity verification',
  'pending.heading': 'We’re checking your details',
  'pending.text': 'You’ve done your part. This can take a while, so feel free to close this page.',
  'approved.heading': 'You’re verified',
  'approved.text': 'Everything checked out. Your new level will be ready shortly.',
  'approved.server.text': 'Everything checked out. Your account has been upgraded.',
  'rejected.heading': 'We couldn’t verify you this time',
  'rejected.text': 'That happens, for instance when a photo is blurry. You can try again.',
  'rejected.final.text': 'Your account stays as it is. Our support team can tell you more.',
  'cancelled.heading': 'Paused',
  'cancelled.text': 'You can pick this up again whenever it suits you.',
  'cancelled.button': 'Continue',
  'unavailable.heading': 'Nothing to do right now',
  'unavailable.text': 'There is no higher level for your account at the moment. Everything stays as it is.',
  'failed.authentication.heading': 'You’ve been signed out',
  'failed.authentication.text': 'Sign in again, and you can carry on.',
  'failed.account.heading': 'Let’s sort this out together',
  'failed.account.text': 'We can’t start the verification for this account yet. Our support team is glad to help.',
  'failed.configuration.heading': 'This isn’t working at the moment',
  'failed.configuration.text': 'The problem is on our side, not yours. Please come back a little later.',
  'failed.rate-limit.heading': 'A short break',
  'failed.rate-limit.text': 'We’re getting a lot of requests right now. You can try again in a moment.',
  'failed.rate-limit.over.text': 'You can try again now.',
  'failed.server.heading': 'Something went wrong on our side',
  'failed.server.text': 'It’s nothing you did. Please try again.',
  'failed.network.heading': 'We couldn’t connect',
  'failed.network.text': 'Please check your internet connection and try again.',
  'failed.timeout.heading': 'This is taking too long',
  'failed.timeout.text': 'The connection seems to be slow. Please try again.',
  'failed.offline.heading': 'You’re offline',
  'failed.offline.text': 'We’ll carry on by ourselves as soon as you’re back online.',
  'failed.provider.heading': 'The verification isn’t available right now',
  'failed.provider.text': 'It’s nothing you did. Please try again.',
  'failed.camera-denied.heading': 'We can’t use your camera',
  'failed.camera-denied.text': 'Allow the camera for this page in your browser, then try again.',
  'failed.device-unsupported.heading': 'This device doesn’t work for this',
  'failed.device-unsupported.text': 'Please use another phone or computer, or another browser.',
  'action.retry': 'Try again',
  'action.wait': 'Try again in {time}',
  'action.sign-in': 'Sign in',
  'action.support': 'Contact support',
  'details.summary': 'Details',
  'dialog.close': 'Close',
  'leave.heading': 'Leave for now?',
  'leave.text': 'You can come back and carry on later.',
  'leave.stay': 'Stay',
  'leave.leave': 'Leave',
  levels: 'From {currentLevel} to {nextLevel}',
  step: 'Step {current} of {total}',
};

export default en;

export type MessageKey = keyof typeof en;

/** Every string of ours, and names for the server's levels: `level.hero`. */
export type Messages = Record<MessageKey, string> & Readonly<Partial<Record<`level.${string}`, string>>>;
