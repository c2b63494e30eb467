import { Injectable } from '@nestjs/common';

/** Whom to tell that a mail was committed: whoever files it. */
@Injectable()
export abstract class MailArrivals {
  abstract wake(): void;
}
