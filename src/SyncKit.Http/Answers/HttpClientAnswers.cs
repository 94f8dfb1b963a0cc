using System.Globalization;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace SyncKit.Http;

/// <summary>Sends a request and comes back with an answer whatever happens on the wire.</summary>
public static class HttpClientAnswers
{
    /// <summary>
    /// Sends a request through a client made with <see cref="SyncKitHttpClientBuilderExtensions.AddSyncKitPipeline"/> and reads the whole answer.
    /// Failures of the network or the vendor are values in <see cref="HttpAnswer.Fault"/>, never exceptions.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="request">The request, marked by <see cref="RequestMarks"/>. A request is sent once; build a new one to send it again.</param>
    /// <param name="expected">What the body of a success has to be.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="InvalidOperationException">The client was made without the pipeline.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<HttpAnswer> AnswerAsync(
        this HttpClient client,
        HttpRequestMessage request,
        ExpectedBody expected = ExpectedBody.Json,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        var log = request.Attempts;
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            ThrowUnlessPiped(log);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            var body = JsonText.WithoutByteOrderMark(bytes);
            return new HttpAnswer(response, body, FaultReader.Read(response, body, expected, log));
        }
        catch (AnswerTooLargeException exception)
        {
            return Failed(FaultReader.OfTooLarge(exception, log));
        }
        catch (AddressRefusedException exception)
        {
            return Failed(FaultReader.OfAddress(exception, log));
        }
        catch (LimitRefusedException exception)
        {
            return Failed(FaultReader.OfRefusal(exception, log));
        }
        catch (BrokenCircuitException exception)
        {
            return Failed(FaultReader.OfSilence("The breaker is open after repeated failures.", exception.RetryAfter, log));
        }
        catch (TimeoutRejectedException exception)
        {
            return Failed(FaultReader.OfSilence(
                string.Create(CultureInfo.InvariantCulture, $"No answer within {exception.Timeout.TotalSeconds} s."), null, log));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            ThrowUnlessPiped(log);
            return Failed(FaultReader.OfSilence(exception.Message, null, log));
        }
    }

    private static void ThrowUnlessPiped(AttemptLog log)
    {
        if (!log.Piped)
        {
            throw new InvalidOperationException(
                $"The client has no pipeline: call {nameof(SyncKitHttpClientBuilderExtensions.AddSyncKitPipeline)} where it is registered.");
        }
    }

    private static HttpAnswer Failed(HttpFault fault) => new(null, default, fault);
}
