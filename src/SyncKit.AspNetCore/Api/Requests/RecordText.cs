using SyncKit.AspNetCore.Api.Answers;
using SyncKit.Connections;
using SyncKit.Inbox;

namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>Names a record.</summary>
/// <param name="Source">Where it comes from, as connector/name.</param>
/// <param name="Kind">The kind of record, for example order.</param>
/// <param name="Record">Its id at its source.</param>
internal sealed record RecordText(string Source, string Kind, string Record)
{
    public RecordKey Read(TenantId tenant) => Kind is { Length: > 0 } && Record is { Length: > 0 }
        ? new RecordKey(ConnectionText.Read(tenant, "source", Source), Kind, Record)
        : throw new ProblemException(Problems.Field("record", "A record is named by source, kind and record; none of them is empty."));
}
