// The stores that keep nothing pass the same contracts as those that do.
import { MemoryAccess } from '#store/memory/memory-access';
import { MemoryContacts } from '#store/memory/memory-contacts';
import { MemoryEventStore } from '#store/memory/memory-store';
import { accessContract } from '../contract/access-contract.ts';
import { contactsContract } from '../contract/contacts-contract.ts';
import { eventStoreContract } from '../contract/event-store-contract.ts';

eventStoreContract('The memory store', () => new MemoryEventStore());
accessContract('The access store in memory', () => new MemoryAccess());
contactsContract('The contacts in memory', () => new MemoryContacts());
