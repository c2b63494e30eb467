export { Hands, type HandsOptions } from './deliver/hands.js';
export { postJson, type Answer } from './deliver/post-json.js';
export { retryAfter, waitAfter, waits } from './deliver/retry-table.js';
export { sendSigned, type SignedPost } from './deliver/send-signed.js';
export { verdictOn, type Verdict } from './deliver/verdict.js';
export { AddressGuard, RefusedEndpoint, type AddressPolicy, type Resolve } from './guard-address/address-guard.js';
export { allowedNetworks, allowPrivate } from './guard-address/address-policy.env.js';
export { parseNetwork, type Network } from './guard-address/network.js';
export { isSecret, newSecret, signedHeaders, TOLERANCE_SECONDS, verifiedId } from './sign-webhook/webhook-signature.js';
