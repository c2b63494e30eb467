import { Authenticated, CurrentCaller, type Caller } from '#access';
import { Answers, Refuses } from '#http';
import { Controller, Delete, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RemoveFilesHandler } from './remove-files.handler.js';

@ApiTags('attachments')
@Controller('attachments')
export class RemoveFilesController {
  constructor(private readonly handler: RemoveFilesHandler) {}

  /**
   * Takes back a file you uploaded that is on no post yet; leads and admins remove one from a post. The post still says that there was a file,
   * and who removed it; nobody gets it any more, and the mail it came with is kept no longer as it was. The content itself is gone within two
   * hours, unless another ticket has the same.
   */
  @Delete(':id')
  @Authenticated({ scope: 'tickets:write' })
  @Answers(204)
  @Refuses(404, 'attachment.not-found')
  remove(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    return this.handler.remove(caller, id);
  }
}
