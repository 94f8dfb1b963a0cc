namespace SyncKit.Supabase.Tests.Project;

/// <summary>Loses the answers to writes from one on: the project does what it is asked, and nobody hears of it.</summary>
internal sealed class LostAnswers(int from) : DelegatingHandler
{
    /// <summary>What the check sends: a request without rows.</summary>
    private const int Empty = 13;

    private int writes;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
        bool isProbe = request.Content is not null && (await request.Content.ReadAsByteArrayAsync(cancellationToken)).Length <= Empty;
        if (request.Method != HttpMethod.Get && !isProbe && Interlocked.Increment(ref writes) >= from)
        {
            answer.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "lost");
        }

        return answer;
    }
}
