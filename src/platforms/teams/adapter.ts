import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationReference,
  type InvokeResponse,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder';
import type { Cloud } from './clouds.ts';
import { withRetries } from './retry.ts';

export interface AdapterOptions {
  appId: string;
  cloud: Cloud;
  /** The token that replies carry; null where none is wanted. */
  token: () => Promise<string | null>;
  pause: (milliseconds: number) => Promise<void>;
  onRetry: (status: number) => void;
}

type Logic = (context: TurnContext) => Promise<void>;

/** Milliseconds after which a connector that says nothing has failed. */
const CONNECTOR_TIMEOUT_MS = 15_000;

/** Botbuilder's adapter for activities that were let in at the door; sends again what Teams was too busy for. */
export class TeamsAdapter extends CloudAdapter {
  readonly #options: AdapterOptions;
  constructor(options: AdapterOptions) {
    super(new Authentication({ MicrosoftAppId: options.appId }, credentialsFrom(options)));
    this.#options = options;
  }

  /** Runs a turn for an activity that is known to be genuine; an invoke's answer comes back. */
  receive(activity: Activity, logic: Logic): Promise<InvokeResponse | undefined> {
    const claimsIdentity = this.createClaimsIdentity(this.#options.appId);
    const connectorFactory = this.botFrameworkAuthentication.createConnectorFactory(claimsIdentity);
    const audience = this.#options.cloud.issuer;
    return this.processActivity({ audience, claimsIdentity, connectorFactory }, activity, logic);
  }

  /** Runs a turn in a conversation that was kept, without anybody having written. */
  resume(reference: Partial<ConversationReference>, logic: Logic): Promise<void> {
    return this.continueConversationAsync(this.#options.appId, reference, logic);
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const sent: ResourceResponse[] = [];
    for (const activity of activities) {
      sent.push(...(await withRetries(() => super.sendActivities(context, [activity]), this.#options)));
    }
    return sent;
  }
}

type Identity = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0];

class Authentication extends ConfigurationBotFrameworkAuthentication {
  override createConnectorFactory(identity: Identity) {
    const connectors = super.createConnectorFactory(identity);
    return {
      create: async (serviceUrl: string, audience?: string) =>
        plain(await connectors.create(serviceUrl, audience)),
    };
  }
}

function credentialsFrom({ appId, token }: AdapterOptions) {
  const credentials = {
    async signRequest<T extends { headers: { set(name: string, value: string): void } }>(
      request: T,
    ): Promise<T> {
      const held = await token();
      if (held !== null) request.headers.set('authorization', `Bearer ${held}`);
      return request;
    },
  };
  return {
    isValidAppId: async (id: string) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => credentials,
  };
}

/** What of the connector's HTTP pipeline is needed here. */
interface Pipeline {
  removePolicy(policy: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest: (request: { timeout: number }, next: (request: { timeout: number }) => unknown) => unknown;
  }): void;
}

/** The connector's own retries know neither 412 nor a limit that a person would wait for: ours stand in their place. */
function plain<T extends object>(connector: T): T {
  const inside: object = connector;
  const { pipeline }: { pipeline: Pipeline } = Reflect.get(inside, 'client');
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.addPolicy({
    name: 'timeLimit',
    sendRequest: (request, next) => {
      request.timeout = CONNECTOR_TIMEOUT_MS;
      return next(request);
    },
  });
  return connector;
}
