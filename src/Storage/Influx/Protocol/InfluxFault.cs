using System.Net;

namespace SqueezeFlow.Storage.Influx.Protocol;

/// <summary>InfluxDB did not do what it was asked; the message holds its own words.</summary>
public sealed class InfluxFault : IOException
{
    private InfluxFault(string message, HttpStatusCode? status, Exception? inner = null)
        : base(message, inner) => Status = status;

    /// <summary>The status of its answer; null when there was none, or when the fault stood in the midst of one.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>The server answered with a refusal.</summary>
    internal static InfluxFault Refusal(InfluxOptions options, HttpStatusCode? status, string words) =>
        new($"InfluxDB at {options} refuses: {(words.Length > 0 ? words : $"status {(int?)status}")}", status);

    /// <summary>The server did not answer, or broke off.</summary>
    internal static InfluxFault Silence(InfluxOptions options, Exception cause) => new($"InfluxDB at {options} does not answer: {WordsOf(cause)}", null, cause);

    /// <summary>Whether an exception means that the server did not answer.</summary>
    internal static bool IsSilence(Exception failure) =>
        failure is HttpRequestException or (IOException and not InfluxFault) or OperationCanceledException or ObjectDisposedException;

    private static string WordsOf(Exception cause) =>
        cause is OperationCanceledException or ObjectDisposedException ? "it took too long (Influx:Timeout)" : cause.GetBaseException().Message.TrimEnd('.');
}
