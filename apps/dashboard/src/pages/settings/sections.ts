import type { ComponentType } from 'react';
import { defineWords } from '../../words/words';

export const sectionWords = defineWords({
  en: {
    people: 'People',
    work: 'Work',
    outside: 'Connections',
    agents: 'Agents',
    teams: 'Teams',
    sectors: 'Sectors',
    tiers: 'Tiers',
    dispatch: 'Dispatch',
    shifts: 'Shifts and absences',
    skills: 'Skills',
    macros: 'Macros',
    runbooks: 'Runbooks',
    policies: 'Promises',
    calendars: 'Calendars',
    routing: 'Routing',
    customers: 'Customers',
    vendors: 'Vendors',
    webhooks: 'Webhooks',
    keys: 'API keys',
    mailboxes: 'Mail',
    notifications: 'Mail to customers',
  },
  ru: {
    people: 'Люди',
    work: 'Работа',
    outside: 'Подключения',
    agents: 'Агенты',
    teams: 'Команды',
    sectors: 'Направления',
    tiers: 'Линии',
    dispatch: 'Распределение',
    shifts: 'Смены и отсутствия',
    skills: 'Навыки',
    macros: 'Макросы',
    runbooks: 'Инструкции',
    policies: 'Обещания',
    calendars: 'Календари',
    routing: 'Маршрутизация',
    customers: 'Клиенты',
    vendors: 'Поставщики',
    webhooks: 'Веб-хуки',
    keys: 'Ключи API',
    mailboxes: 'Почта',
    notifications: 'Письма клиентам',
  },
  ko: {
    people: '구성원',
    work: '업무',
    outside: '연결',
    agents: '상담원',
    teams: '팀',
    sectors: '분야',
    tiers: '티어',
    dispatch: '배정',
    shifts: '근무와 부재',
    skills: '역량',
    macros: '매크로',
    runbooks: '런북',
    policies: '약속',
    calendars: '캘린더',
    routing: '라우팅',
    customers: '고객',
    vendors: '공급사',
    webhooks: '웹훅',
    keys: 'API 키',
    mailboxes: '메일',
    notifications: '고객 알림 메일',
  },
});

type Group = 'people' | 'work' | 'outside';

export interface Section {
  /** Its address: `/settings/<id>`; its folder has the same name. */
  readonly id: keyof (typeof sectionWords)['en'];
  readonly group: Group;
  /** Who may open it; who may change what in it is the section's affair (and the server's). */
  readonly roles: readonly ('agent' | 'lead' | 'admin')[];
  /** Loaded when it is opened; the component shows its own heading (`SectionHead`). */
  readonly load: () => Promise<ComponentType>;
}

export const groups: readonly Group[] = ['people', 'work', 'outside'];

/** What can be set up here, in the order it stands in the list. Only what is finished. */
export const sections: readonly Section[] = [
  {
    id: 'agents',
    group: 'people',
    roles: ['lead', 'admin'],
    load: async () => (await import('./agents/agents.section')).AgentsSection,
  },
  {
    id: 'teams',
    group: 'people',
    roles: ['lead', 'admin'],
    load: async () => (await import('./teams/teams.section')).TeamsSection,
  },
  {
    id: 'skills',
    group: 'people',
    roles: ['lead', 'admin'],
    load: async () => (await import('./skills/skills.section')).SkillsSection,
  },
  {
    id: 'sectors',
    group: 'people',
    roles: ['lead', 'admin'],
    load: async () => (await import('./sectors/sectors.section')).SectorsSection,
  },
  {
    id: 'tiers',
    group: 'people',
    roles: ['lead', 'admin'],
    load: async () => (await import('./tiers/tiers.section')).TiersSection,
  },
  {
    id: 'customers',
    group: 'people',
    roles: ['lead', 'admin'],
    load: async () => (await import('./customers/customers.section')).CustomersSection,
  },
  {
    id: 'shifts',
    group: 'work',
    roles: ['lead', 'admin'],
    load: async () => (await import('./shifts/shifts.section')).ShiftsSection,
  },
  {
    id: 'dispatch',
    group: 'work',
    roles: ['lead', 'admin'],
    load: async () => (await import('./dispatch/dispatch.section')).DispatchSection,
  },
  {
    id: 'policies',
    group: 'work',
    roles: ['lead', 'admin'],
    load: async () => (await import('./policies/policies.section')).PoliciesSection,
  },
  {
    id: 'calendars',
    group: 'work',
    roles: ['lead', 'admin'],
    load: async () => (await import('./calendars/calendars.section')).CalendarsSection,
  },
  {
    id: 'macros',
    group: 'work',
    roles: ['agent', 'lead', 'admin'],
    load: async () => (await import('./macros/macros.section')).MacrosSection,
  },
  {
    id: 'runbooks',
    group: 'work',
    roles: ['lead', 'admin'],
    load: async () => (await import('./runbooks/runbooks.section')).RunbooksSection,
  },
  {
    id: 'routing',
    group: 'work',
    roles: ['lead', 'admin'],
    load: async () => (await import('./routing/routing.section')).RoutingSection,
  },
  {
    id: 'mailboxes',
    group: 'outside',
    roles: ['admin'],
    load: async () => (await import('./mailboxes/mailboxes.section')).MailboxesSection,
  },
  {
    id: 'notifications',
    group: 'outside',
    roles: ['lead', 'admin'],
    load: async () => (await import('./notifications/notifications.section')).NotificationsSection,
  },
  {
    id: 'vendors',
    group: 'outside',
    roles: ['admin'],
    load: async () => (await import('./vendors/vendors.section')).VendorsSection,
  },
  {
    id: 'webhooks',
    group: 'outside',
    roles: ['admin'],
    load: async () => (await import('./webhooks/webhooks.section')).WebhooksSection,
  },
  {
    id: 'keys',
    group: 'outside',
    roles: ['admin'],
    load: async () => (await import('./keys/keys.section')).KeysSection,
  },
];
