using System.Text.Json.Serialization;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.Connections;

namespace SyncKit.AspNetCore.Api.Connections;

/// <summary>Whether a connection works, and what a person has to do when it does not.</summary>
/// <param name="State">Whether it works.</param>
/// <param name="Code">A stable code; empty while connected.</param>
/// <param name="Message">One sentence; empty while connected.</param>
/// <param name="Since">When the state began; absent when it never changed.</param>
internal sealed record StatusAnswer(
    [property: JsonConverter(typeof(EnumText<ConnectionState>))] ConnectionState State,
    string Code,
    string Message,
    DateTimeOffset? Since)
{
    public static StatusAnswer Of(ConnectionStatus status) => new(status.State, status.Code, status.Message, status.Since);
}
