using System.Text.Json.Serialization;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.Reconciling;

namespace SyncKit.AspNetCore.Api.Reconciling;

/// <summary>One record or document that does not agree.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Subject">Which record or document.</param>
/// <param name="Message">One sentence with the figures.</param>
internal sealed record DifferenceAnswer(
    [property: JsonConverter(typeof(EnumText<DifferenceKind>))] DifferenceKind Kind,
    string Subject,
    string Message);
