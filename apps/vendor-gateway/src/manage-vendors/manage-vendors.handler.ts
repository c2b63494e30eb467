import { DomainError, isUuid } from '#domain';
import { AddressGuard, newSecret, RefusedEndpoint, type Rotation } from '#webhooks';
import { Inject, Injectable } from '@nestjs/common';
import { isNameTaken, VendorStore } from './vendor.store.js';
import type { NewVendor, Vendor, VendorChanges, VendorWithSecret } from './vendors.schemas.js';

/** What admins decide about vendors. */
@Injectable()
export class ManageVendorsHandler {
  constructor(
    @Inject(VendorStore) private readonly vendors: VendorStore,
    @Inject(AddressGuard) private readonly guard: AddressGuard,
  ) {}

  async create(wanted: NewVendor): Promise<VendorWithSecret> {
    this.checkEndpoint(wanted.endpoint);
    const { secret = newSecret() } = wanted;
    const made = await this.vendors.create(wanted, secret);
    if (!made) throw new NameTaken(wanted.name);
    return { ...made, secret };
  }

  async change(id: string, changes: VendorChanges): Promise<Vendor> {
    if (changes.endpoint !== undefined) this.checkEndpoint(changes.endpoint);
    const changed = isUuid(id) ? await this.vendors.change(id, changes).catch(orNameTaken(changes.name)) : null;
    if (!changed) throw new NoSuchVendor();
    return changed;
  }

  async rotate(id: string, { overlapHours, secret = newSecret() }: Rotation): Promise<VendorWithSecret> {
    const rotated = isUuid(id) ? await this.vendors.rotate(id, secret, overlapHours) : null;
    if (!rotated) throw new NoSuchVendor();
    return { ...rotated, secret };
  }

  /** What can be said now; where its name leads is judged again at every delivery. */
  private checkEndpoint(endpoint: string): void {
    try {
      this.guard.check(endpoint);
    } catch (error) {
      if (!(error instanceof RefusedEndpoint)) throw error;
      throw new DomainError('refused', 'vendor.endpoint-refused', `The endpoint cannot be used. ${error.message}`, {
        errors: [{ pointer: '/endpoint', detail: error.message }],
      });
    }
  }
}

const orNameTaken =
  (name = '') =>
  (error: unknown): never => {
    throw isNameTaken(error) ? new NameTaken(name) : error;
  };

class NameTaken extends DomainError {
  constructor(name: string) {
    const detail = `There is already a vendor named "${name}".`;
    super('conflict', 'vendor.name-taken', detail, { errors: [{ pointer: '/name', detail }] });
  }
}

class NoSuchVendor extends DomainError {
  constructor() {
    super('not-found', 'vendor.not-found', 'There is no vendor with this id.');
  }
}
