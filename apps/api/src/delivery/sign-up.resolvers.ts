import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { SignUp } from '#audience';
import { Sites } from '#identity';
import { isRefusal, NotFound } from '#kernel';
import { RateLimit } from '../newsletter-edge/rate-limit.js';
import { inLanguage } from '../newsletter-edge/refusal-words.js';
import { wordsFor } from '../newsletter-edge/words.js';
import type { DeliveryContext } from './delivery-context.js';

interface SignUpFields {
  readonly site: string;
  readonly email: string;
  readonly locale?: string | null;
  readonly wording: string;
  readonly formUrl?: string | null;
  readonly interests?: readonly string[] | null;
}

class SiteNotFound extends NotFound {
  constructor() {
    super('There is no site with this name. Send its short name in the field "site".');
  }
}

/** The sign-up form of a site, for programs: the same as the form's own address. */
@Resolver()
export class SignUpResolver {
  constructor(
    private readonly signUps: SignUp,
    private readonly sites: Sites,
    private readonly rateLimit: RateLimit,
  ) {}

  @Mutation('signUp')
  async signUp(@Args('input') input: SignUpFields, @Context() { address = '' }: DeliveryContext) {
    const limited = this.rateLimit.check(address);
    const site = limited ? null : await this.sites.bySlug(input.site);
    const reader = input.locale ?? site?.locale ?? 'en';
    if (limited) return inLanguage(limited, reader);
    if (!site) return inLanguage(new SiteNotFound(), reader);
    const { email, wording } = input;
    const optional = {
      locale: input.locale ?? undefined,
      formUrl: input.formUrl ?? null,
      interests: input.interests ?? [],
    };
    const answer = await this.signUps.run(site, { email, wording, ...optional });
    if (isRefusal(answer)) return inLanguage(answer, reader);
    const [, message] = wordsFor(reader).signUpDone;
    return { __typename: 'SignUpAccepted', message };
  }
}
