import { Answers, Refuses } from '#http';
import { Body, Controller, Inject, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { callbackAnswer, callbackBody, type CallbackAnswer, type CallbackBody } from './callback.body.js';
import { ReceiveCallbackHandler } from './receive-callback.handler.js';
import { SignedByVendorGuard, SignedSender, type Sender } from './signed-by-vendor.guard.js';

@ApiTags('vendors')
@Controller('vendors')
export class ReceiveCallbackController {
  constructor(@Inject(ReceiveCallbackHandler) private readonly receive: ReceiveCallbackHandler) {}

  /**
   * What a vendor says about one of its cases. There is no caller here but the signature: Standard Webhooks over the raw
   * body, with the vendor's secret (during a rotation also the one before). A `webhook-id` counts
   * once, ever: repeated with the same words it is answered 200 and does nothing. A sequence that is not higher than the last moves nothing.
   */
  @Post(':id/callbacks')
  @UseGuards(SignedByVendorGuard)
  @ApiOperation({ summary: 'Answer a vendor case (signed by the vendor)' })
  @ApiParam({ name: 'id', description: 'The vendor’s id.' })
  @ApiHeader({ name: 'webhook-id', required: true, description: 'Names the message; the same on every retry.' })
  @ApiHeader({ name: 'webhook-timestamp', required: true, description: 'Seconds since 1970, at most 300 from now.' })
  @ApiHeader({ name: 'webhook-signature', required: true, description: '`v1,<base64>`; several with spaces between.' })
  @Answers(200, callbackAnswer, 'Taken note of')
  @Refuses(401, 'vendor.bad-signature')
  @Refuses(404, 'vendor-case.not-found')
  @Refuses(409, 'vendor-case.closed')
  @Refuses(409, 'vendor-callback.old-sequence')
  @Refuses(409, 'vendor-callback.id-reused')
  @Refuses(422, 'vendor-callback.message-missing')
  callback(
    @SignedSender() sender: Sender,
    @Body({ schema: callbackBody }) body: CallbackBody,
  ): Promise<CallbackAnswer> {
    return this.receive.handle(sender, body);
  }
}
