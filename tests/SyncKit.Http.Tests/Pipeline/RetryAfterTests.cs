using System.Net;

namespace SyncKit.Http.Tests.Pipeline;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    [InlineData(" 1.5 ", 1.5)]
    [InlineData("99999999999999", 86400)]
    [InlineData("Sun, 01 Mar 2026 12:01:00 GMT", 60)]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    [InlineData("Sun, 01 Mar 2099 11:00:00 GMT", 86400)]
    public void Both_forms_are_read(string text, double seconds) => Read(text, null).Should().Be(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5")]
    public void What_cannot_be_read_asks_for_nothing(string text) => Read(text, null).Should().BeNull();

    [Fact]
    public void A_date_is_measured_from_the_vendors_own_clock() =>
        Read("Sun, 01 Mar 2026 12:11:00 GMT", Now.AddMinutes(10)).Should().Be(TimeSpan.FromMinutes(1));

    private static TimeSpan? Read(string text, DateTimeOffset? date)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.Date = date;
        response.Headers.TryAddWithoutValidation("Retry-After", text);
        return RetryAfter.Read(response, Now);
    }
}
