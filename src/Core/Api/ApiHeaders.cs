namespace SqueezeFlow.Core.Api;

/// <summary>Headers of the HTTP interface that are its own, as the service reads and the console sends them.</summary>
public static class ApiHeaders
{
    /// <summary>Carries the key.</summary>
    public const string Key = "X-Api-Key";

    /// <summary>Says that a change is meant, with the value <see cref="Meant"/>; every call that changes something carries it.</summary>
    public const string Change = "X-SqueezeFlow";

    /// <summary>Value of <see cref="Change"/>.</summary>
    public const string Meant = "1";

    /// <summary>Carries the signature of a call that needs no key: <c>sha256=</c> and the HMAC-SHA256 over <see cref="Timestamp"/>, a point, and the body.</summary>
    public const string Signature = "X-SqueezeFlow-Signature";

    /// <summary>Seconds since 1970 UTC at which a call was signed.</summary>
    public const string Timestamp = "X-SqueezeFlow-Timestamp";

    /// <summary>Id of a message that is sent: the same on each repetition.</summary>
    public const string MessageId = "X-SqueezeFlow-Id";

    /// <summary>Number of the last event that a reader knows.</summary>
    public const string LastEventId = "Last-Event-ID";

    /// <summary>On answers: number of the last event that they include.</summary>
    public const string Sequence = "X-SqueezeFlow-AsOf";
}
