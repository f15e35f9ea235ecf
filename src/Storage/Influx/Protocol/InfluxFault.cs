using System.Net;

namespace SqueezeFlow.Storage.Influx.Protocol;

/// <summary>InfluxDB did not do what it was asked; the message holds its own words.</summary>
public sealed class InfluxFault : IOException
{
    private InfluxFault(string message, string words, HttpStatusCode? status, bool isRefusal, Exception? inner = null)
        : base(message, inner) => (Words, Status, IsRefusal) = (words, status, isRefusal);

    /// <summary>Whether the server answered, and refused.</summary>
    public bool IsRefusal { get; }

    /// <summary>The server's own words, or what the network did.</summary>
    public string Words { get; }

    /// <summary>Whether the server did not answer in time; it may be done with less at once.</summary>
    internal bool IsSlow => !IsRefusal && InnerException is OperationCanceledException or ObjectDisposedException;

    /// <summary>The status of its answer; null when there was none, or when the fault stood in the midst of one.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>The server answered with a refusal.</summary>
    internal static InfluxFault Refusal(InfluxOptions options, HttpStatusCode? status, string words)
    {
        var said = words.Length > 0 ? words : $"status {(int?)status}";
        return new($"InfluxDB at {options} refuses: {said}", said, status, isRefusal: true);
    }

    /// <summary>The server did not answer, or broke off.</summary>
    internal static InfluxFault Silence(InfluxOptions options, Exception cause) => Silence(options, WordsOf(cause), cause);

    /// <summary>The server did not answer, or broke off.</summary>
    internal static InfluxFault Silence(InfluxOptions options, string words, Exception cause) =>
        new($"InfluxDB at {options} does not answer: {words}", words, null, isRefusal: false, cause);

    /// <summary>Whether an exception means that the server did not answer.</summary>
    internal static bool IsSilence(Exception failure) =>
        failure is HttpRequestException or (IOException and not InfluxFault) or OperationCanceledException or ObjectDisposedException;

    private static string WordsOf(Exception cause) =>
        cause is OperationCanceledException or ObjectDisposedException ? "it took too long (Influx:Timeout)" : cause.GetBaseException().Message.TrimEnd('.');
}
