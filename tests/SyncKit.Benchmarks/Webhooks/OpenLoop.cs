using System.Diagnostics;

namespace SyncKit.Benchmarks.Webhooks;

/// <summary>Sends at a steady rate whether or not the answers come, as stores do, and times each answer.</summary>
internal static class OpenLoop
{
    public const int PerSecond = 75;

    /// <returns>How long each answer took, in microseconds, sorted.</returns>
    public static async Task<List<double>> RunAsync(HttpClient client, Func<int, HttpRequestMessage> make, int first, Func<int, bool> goesOn)
    {
        List<Task<double>> sent = [];
        Stopwatch clock = Stopwatch.StartNew();
        for (int i = 0; goesOn(i); i++)
        {
            TimeSpan due = TimeSpan.FromSeconds((double)i / PerSecond);
            if (due > clock.Elapsed)
            {
                await Task.Delay(due - clock.Elapsed);
            }

            HttpRequestMessage request = make(first + i);
            sent.Add(SendAsync(client, request));
        }

        List<double> took = [.. await Task.WhenAll(sent)];
        took.Sort();
        return took;
    }

    private static async Task<double> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        long started = Stopwatch.GetTimestamp();
        using HttpResponseMessage answer = await client.SendAsync(request);
        double took = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        request.Dispose();
        answer.EnsureSuccessStatusCode();
        return took;
    }
}
