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

    /// <summary>Number of the last event that a reader knows.</summary>
    public const string LastEventId = "Last-Event-ID";
}
