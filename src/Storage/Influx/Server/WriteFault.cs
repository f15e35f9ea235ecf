using System.Net;
using InfluxDB.Client.Core.Exceptions;
using SqueezeFlow.Storage.Influx.Protocol;

namespace SqueezeFlow.Storage.Influx.Server;

/// <summary>Why the official client could not do what it was asked.</summary>
/// <param name="Status">Status of the server's answer; null when there was none.</param>
/// <param name="Words">The server's own words, or what the network did.</param>
/// <param name="Cause">What the client threw.</param>
internal sealed record WriteFault(HttpStatusCode? Status, string Words, Exception Cause)
{
    private const int MostWords = 1_000;

    /// <summary>Whether the server says that the database, or the policy, is not there. A policy that is not there is an error of its own to it.</summary>
    public bool IsMissing =>
        Status is not null && (Words.Contains("database not found", StringComparison.OrdinalIgnoreCase) || Words.Contains("retention policy not found", StringComparison.OrdinalIgnoreCase));

    /// <summary>What an exception of the client means.</summary>
    public static WriteFault Of(Exception failure) => failure is HttpException { Status: > 0 } answer
        ? new((HttpStatusCode)answer.Status, Shortened(WordsOf(answer)), failure)
        : new(null, IsSlow(failure) ? "no answer in time (Influx:Timeout)" : Shortened(failure.GetBaseException().Message), failure);

    /// <summary>The same as the reading side tells it.</summary>
    public InfluxFault ToFault(InfluxOptions options) =>
        Status is null ? InfluxFault.Silence(options, Words, Cause) : InfluxFault.Refusal(options, Status, Words);

    private static bool IsSlow(Exception? failure) =>
        failure is OperationCanceledException or TimeoutException || (failure is not null && IsSlow(failure.InnerException));

    private static string WordsOf(HttpException answer) =>
        answer.ErrorBody?["error"]?.ToString() is { Length: > 0 } words ? words
        : answer.Message is { Length: > 0 } message ? message
        : $"status {answer.Status}";

    private static string Shortened(string words)
    {
        var line = words.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return line.Length <= MostWords ? line : $"{line[..MostWords]} …";
    }
}
