using System.Text.Json;
using System.Text.Json.Serialization;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Connections;
using SyncKit.AspNetCore.Api.DeadLetters;
using SyncKit.AspNetCore.Api.Inbox;
using SyncKit.AspNetCore.Api.Ledger;
using SyncKit.AspNetCore.Api.Reconciling;
using SyncKit.AspNetCore.Api.Tenants;

namespace SyncKit.AspNetCore.Api;

/// <summary>The wire form of the management API: camel case, nothing that is absent, and no member that it does not know.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 32)]
[JsonSerializable(typeof(ApiProblem))]
[JsonSerializable(typeof(ChangedAnswer))]
[JsonSerializable(typeof(CheckAnswer))]
[JsonSerializable(typeof(ConnectionAnswer))]
[JsonSerializable(typeof(ConnectionRequest))]
[JsonSerializable(typeof(DeadLetterAnswer))]
[JsonSerializable(typeof(DeadLetterRequest))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Page<ConnectionRow>))]
[JsonSerializable(typeof(Page<DeadLetterAnswer>))]
[JsonSerializable(typeof(Page<DocumentAnswer>))]
[JsonSerializable(typeof(Page<RecordAnswer>))]
[JsonSerializable(typeof(Page<TenantAnswer>))]
[JsonSerializable(typeof(Page<WaitingAnswer>))]
[JsonSerializable(typeof(ReconciliationAnswer))]
[JsonSerializable(typeof(ReconcileRequest))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(TenantOverview))]
internal sealed partial class ApiJson : JsonSerializerContext;
