using SyncKit.AspNetCore.Api.Answers;

namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>Reads a number of hours as a time.</summary>
internal static class Hours
{
    /// <summary>Ten years.</summary>
    private const double Most = 87_840;

    public static TimeSpan? Read(string field, double? hours) => hours switch
    {
        null => null,
        > 0 and <= Most => TimeSpan.FromHours(hours.Value),
        _ => throw new ProblemException(Problems.Field(field, FormattableString.Invariant($"The field '{field}' is {hours}; write hours, more than 0 and at most {Most}."))),
    };
}
