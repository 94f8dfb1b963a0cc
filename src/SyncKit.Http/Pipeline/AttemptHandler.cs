using Microsoft.Extensions.Logging;

namespace SyncKit.Http;

/// <summary>
/// One attempt, whole: remembers that it left, reads the body within the attempt's time, and logs one line without query, headers or body.
/// </summary>
internal sealed partial class AttemptHandler(
    string client,
    int maxAnswerBytes,
    HttpCallMeter meter,
    TimeProvider time,
    ILogger<AttemptHandler> logger) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var attempts = request.Attempts;
        attempts.Begin();
        meter.Count(client, request.IsMetered);
        var started = time.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            try
            {
                response.Content = await AnswerBody.ReadAsync(response, maxAnswerBytes, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                response.Dispose();
                throw;
            }

            var status = (int)response.StatusCode;
            if (status is < 500 and not 408)
            {
                attempts.Conclude();
            }

            var level = status < 400 ? LogLevel.Debug : LogLevel.Information;
            if (logger.IsEnabled(level))
            {
                var path = PathOf(request);
                var seconds = SecondsSince(started);
                var requestId = VendorRequestId.Find(response);
                LogAnswered(level, request.Method, path, status, seconds, attempts.Count, requestId);
            }

            return response;
        }
        catch (Exception exception)
        {
            var connect = IsConnectTimeout(exception, cancellationToken);
            AddressRefusedException? refused = AddressRefusedException.In(exception);
            if (connect || refused is not null || NeverLeft(exception))
            {
                attempts.Conclude();
            }

            if (logger.IsEnabled(LogLevel.Information))
            {
                var path = PathOf(request);
                var error = exception.GetType().Name;
                var seconds = SecondsSince(started);
                LogUnanswered(request.Method, path, error, seconds, attempts.Count);
            }

            if (refused is not null)
            {
                // On its own, so that no rule takes it for a failure of the network that another attempt may not meet.
                throw refused;
            }

            if (connect)
            {
                throw new HttpRequestException(HttpRequestError.ConnectionError, "No connection in time.", exception);
            }

            throw;
        }
    }

    private static bool NeverLeft(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    /// <summary>The socket handler reports its connect timeout as a cancellation nobody asked for.</summary>
    private static bool IsConnectTimeout(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException { InnerException: TimeoutException } && !cancellationToken.IsCancellationRequested;

    private static string PathOf(HttpRequestMessage request) =>
        request.RequestUri is { IsAbsoluteUri: true } uri
            ? Redactor.Scrub(request.HasSecretPath ? $"{uri.Authority}/{Redactor.Mask}" : $"{uri.Authority}{uri.AbsolutePath}")
            : "";

    private double SecondsSince(long started) => Math.Round(time.GetElapsedTime(started).TotalSeconds, 3);

    [LoggerMessage(EventId = 2001, Message = "{Method} {Path} answered {Status} in {Seconds} s (attempt {Attempt}, vendor request {RequestId})")]
    private partial void LogAnswered(LogLevel level, HttpMethod method, string path, int status, double seconds, int attempt, string? requestId);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information, Message = "{Method} {Path} not answered: {Error} after {Seconds} s (attempt {Attempt})")]
    private partial void LogUnanswered(HttpMethod method, string path, string error, double seconds, int attempt);
}
