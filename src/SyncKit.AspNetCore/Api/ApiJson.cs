using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.AspNetCore.Api.Audit;
using SyncKit.AspNetCore.Api.Connections;
using SyncKit.AspNetCore.Api.DeadLetters;
using SyncKit.AspNetCore.Api.Flows;
using SyncKit.AspNetCore.Api.Inbox;
using SyncKit.AspNetCore.Api.Ledger;
using SyncKit.AspNetCore.Api.Operator;
using SyncKit.AspNetCore.Api.Reconciling;
using SyncKit.AspNetCore.Api.Runs;
using SyncKit.AspNetCore.Api.Schedules;
using SyncKit.AspNetCore.Api.Tenants;
using SyncKit.AspNetCore.Api.Webhooks;

namespace SyncKit.AspNetCore.Api;

/// <summary>The wire form of the management API: camel case, nothing that is absent, and no member that it does not know.</summary>
/// <remarks>
/// What a body may leave out has a setter and not an initializer: the generated reader assigns every member that has an initializer, and a default would be lost.
/// </remarks>
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
[JsonSerializable(typeof(AddressAnswer))]
[JsonSerializable(typeof(BindingAnswer))]
[JsonSerializable(typeof(ChangedAnswer))]
[JsonSerializable(typeof(CheckAnswer))]
[JsonSerializable(typeof(ConnectedAnswer))]
[JsonSerializable(typeof(ConnectionAnswer))]
[JsonSerializable(typeof(ConnectionRequest))]
[JsonSerializable(typeof(CredentialsBody))]
[JsonSerializable(typeof(DeadLetterAnswer))]
[JsonSerializable(typeof(DeadLetterRequest))]
[JsonSerializable(typeof(DisconnectedAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(Page<AddressAnswer>))]
[JsonSerializable(typeof(Page<AuditAnswer>))]
[JsonSerializable(typeof(Page<ConnectionRow>))]
[JsonSerializable(typeof(Page<DeadLetterAnswer>))]
[JsonSerializable(typeof(Page<DocumentAnswer>))]
[JsonSerializable(typeof(Page<FlowAnswer>))]
[JsonSerializable(typeof(Page<KeyAnswer>))]
[JsonSerializable(typeof(Page<NotificationAnswer>))]
[JsonSerializable(typeof(Page<PlannedAnswer>))]
[JsonSerializable(typeof(Page<RecordAnswer>))]
[JsonSerializable(typeof(Page<RegistrationAnswer>))]
[JsonSerializable(typeof(Page<RunAnswer>))]
[JsonSerializable(typeof(Page<ScheduleAnswer>))]
[JsonSerializable(typeof(Page<ShopWebhookAnswer>))]
[JsonSerializable(typeof(Page<TenantAnswer>))]
[JsonSerializable(typeof(Page<TenantStateAnswer>))]
[JsonSerializable(typeof(Page<WaitingAnswer>))]
[JsonSerializable(typeof(PreviewAnswer))]
[JsonSerializable(typeof(PublicAddressBody))]
[JsonSerializable(typeof(ReconciliationAnswer))]
[JsonSerializable(typeof(ReconcileRequest))]
[JsonSerializable(typeof(RegistrationAnswer))]
[JsonSerializable(typeof(RemovedAnswer))]
[JsonSerializable(typeof(RotationAnswer))]
[JsonSerializable(typeof(RunAnswer))]
[JsonSerializable(typeof(RunBody))]
[JsonSerializable(typeof(ScheduleAnswer))]
[JsonSerializable(typeof(ScheduleBody))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(TenantOverview))]
[JsonSerializable(typeof(VerificationAnswer))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Sentences keep their apostrophes and umlauts: an answer is JSON and is sent as nothing else.</summary>
    public static ApiJson Wire => field ??= new ApiJson(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
