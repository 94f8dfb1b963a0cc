using System.Text.Json.Serialization;
using SyncKit.Connectors;

namespace SyncKit.AspNetCore.Api.Answers;

/// <summary>What a check found.</summary>
/// <param name="Severity">Whether work can begin in spite of it.</param>
/// <param name="Setting">The setting or permission that it is about.</param>
/// <param name="Message">One sentence that says what is wrong and what to do.</param>
internal sealed record FindingAnswer(
    [property: JsonConverter(typeof(EnumText<FindingSeverity>))] FindingSeverity Severity,
    string Setting,
    string Message)
{
    public static FindingAnswer[] Of(IEnumerable<Finding> findings) =>
        [.. findings.Select(finding => new FindingAnswer(finding.Severity, finding.Setting, finding.Message))];
}
