using System.Text.Json.Serialization;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.Notifications;

namespace SyncKit.AspNetCore.Api.Operator;

/// <summary>What happened to one subject in one way, and whether people were told.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Subject">On what.</param>
/// <param name="Code">A stable code.</param>
/// <param name="Message">The newest sentence that says what is wrong.</param>
/// <param name="Remedy">The newest sentence that says what to do.</param>
/// <param name="Untold">How often it happened since people were last told; 0 when nothing waits to be told.</param>
/// <param name="TimesTold">How often people were told before.</param>
/// <param name="FirstAt">When it happened first since people were last told.</param>
/// <param name="LastAt">When it happened last.</param>
internal sealed record NotificationAnswer(
    string Tenant,
    [property: JsonConverter(typeof(EnumText<NotificationKind>))] NotificationKind Kind,
    string Subject,
    string Code,
    string Message,
    string Remedy,
    long Untold,
    int TimesTold,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt)
{
    public static NotificationAnswer Of(string tenant, NotificationGroup group) => new(
        tenant, group.Kind, group.Subject, group.Code, group.Message, group.Remedy, group.Count, group.TimesTold, group.FirstAt, group.LastAt);
}
