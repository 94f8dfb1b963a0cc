using SyncKit.Notifications;

namespace SyncKit.Core.Tests.Notifications;

public sealed class DeadLetterRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(0, 1, null, 0, null)]
    [InlineData(1, 1, null, 0, 60)]
    [InlineData(4, 5, null, 0, null)]
    [InlineData(5, 5, null, 0, 60)]
    [InlineData(3, 1, 3, 23 * 60, null)]
    [InlineData(3, 1, 3, 24 * 60, 60)]
    [InlineData(4, 1, 3, 59, null)]
    [InlineData(4, 1, 3, 60, 60)]
    [InlineData(12, 1, 3, 0, null)]
    [InlineData(13, 1, 3, 0, 0)]
    [InlineData(39, 1, 20, 0, null)]
    [InlineData(40, 1, 20, 0, 0)]
    [InlineData(5, 1, 100, 120, null)]
    public void People_are_told_when_it_begins_grows_or_lasts(long dead, int threshold, int? told, int minutesAgo, int? quietMinutes)
    {
        NotificationGroup group = new()
        {
            Kind = NotificationKind.DeadLetters,
            Subject = "orders",
            Code = "code",
            Message = "",
            Remedy = "",
            Count = 0,
            FirstAt = Now,
            LastAt = Now.AddMinutes(-minutesAgo),
            Figure = told,
        };

        TimeSpan? answer = DeadLetterRule.Decide(dead, told is null ? null : group, threshold, Quiet, Now);

        answer.Should().Be(quietMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null);
        if (told is null)
        {
            DeadLetterRule.Decide(dead, group, threshold, Quiet, Now).Should().Be(answer, "what has passed counts as never told");
        }
    }
}
