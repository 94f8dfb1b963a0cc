namespace SyncKit.Http;

/// <summary>What a connector tells the pipeline about a request.</summary>
public static class RequestMarks
{
    private static readonly HttpRequestOptionsKey<string> Account = new("SyncKit.Account");
    private static readonly HttpRequestOptionsKey<RateLimits> Limits = new("SyncKit.Limits");
    private static readonly HttpRequestOptionsKey<string> Class = new("SyncKit.RequestClass");
    private static readonly HttpRequestOptionsKey<bool> Idempotent = new("SyncKit.Idempotent");
    private static readonly HttpRequestOptionsKey<bool> Metered = new("SyncKit.Metered");
    private static readonly HttpRequestOptionsKey<bool> SecretPath = new("SyncKit.SecretPath");
    private static readonly HttpRequestOptionsKey<AttemptLog> Log = new("SyncKit.AttemptLog");

    extension(HttpRequestMessage request)
    {
        /// <summary>Names the account whose limits and breaker apply. Without a name the host and port are the account.</summary>
        /// <param name="account">The account, with its vendor, such as <c>quickbooks/9130347</c>.</param>
        /// <param name="limits">The account's own limits, or <see langword="null"/> for those of the options.</param>
        /// <returns>The request.</returns>
        public HttpRequestMessage ForAccount(string account, RateLimits? limits = null)
        {
            ArgumentNullException.ThrowIfNull(request);
            ArgumentException.ThrowIfNullOrEmpty(account);
            request.Options.Set(Account, account);
            if (limits is not null)
            {
                request.Options.Set(Limits, limits);
            }

            return request;
        }

        /// <summary>
        /// States that the vendor does the work once however often this request arrives, because it carries an idempotency key or sets an
        /// absolute state. Only then is a method that writes retried.
        /// </summary>
        /// <returns>The request.</returns>
        public HttpRequestMessage WithIdempotencyKey()
        {
            ArgumentNullException.ThrowIfNull(request);
            request.Options.Set(Idempotent, true);
            return request;
        }

        /// <summary>Counts the request in the windows of a class as well as in those of all requests.</summary>
        /// <param name="requestClass">The class, as in <see cref="RateWindow.RequestClass"/>.</param>
        /// <returns>The request.</returns>
        public HttpRequestMessage InClass(string requestClass)
        {
            ArgumentNullException.ThrowIfNull(request);
            ArgumentException.ThrowIfNullOrEmpty(requestClass);
            request.Options.Set(Class, requestClass);
            return request;
        }

        /// <summary>Counts the request as a batch call, <see cref="RateLimits.Batch"/>.</summary>
        /// <returns>The request.</returns>
        public HttpRequestMessage AsBatch() => request.InClass(RateLimits.Batch);

        /// <summary>States that the vendor bills the request as a read, so that it is counted as one.</summary>
        /// <returns>The request.</returns>
        public HttpRequestMessage AsMeteredRead()
        {
            ArgumentNullException.ThrowIfNull(request);
            request.Options.Set(Metered, true);
            return request;
        }

        /// <summary>States that the path of the address is a secret, as that of a chat's incoming webhook: only the host is logged.</summary>
        /// <returns>The request.</returns>
        public HttpRequestMessage WithSecretPath()
        {
            ArgumentNullException.ThrowIfNull(request);
            request.Options.Set(SecretPath, true);
            return request;
        }

        internal bool HasSecretPath => request.Options.TryGetValue(SecretPath, out var secret) && secret;

        internal bool IsMetered => request.Options.TryGetValue(Metered, out var metered) && metered;

        internal string AccountName =>
            request.Options.TryGetValue(Account, out var account) ? account : request.RequestUri?.Authority ?? "unknown";

        internal RateLimits? OwnLimits => request.Options.TryGetValue(Limits, out var limits) ? limits : null;

        internal string? RequestClass => request.Options.TryGetValue(Class, out var name) ? name : null;

        internal bool MayBeRepeated =>
            request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options
            || request.Method == HttpMethod.Trace || (request.Options.TryGetValue(Idempotent, out var marked) && marked);

        internal AttemptLog Attempts
        {
            get
            {
                if (!request.Options.TryGetValue(Log, out var log))
                {
                    log = new AttemptLog();
                    request.Options.Set(Log, log);
                }

                return log;
            }
        }
    }
}
