namespace SqueezeFlow.Core.Signals.External;

/// <summary>A signal from outside as it is sent; <see cref="ExternalSignal"/> is what was read of it.</summary>
/// <param name="Id">The sender's own id of it, 1 to 64 letters, digits or <c>. _ : -</c>: the same id is the same signal, however often it is sent.</param>
/// <param name="Action"><c>long</c>, <c>short</c> or <c>close</c>.</param>
/// <param name="Symbol">Base coin, e.g. <c>BTC</c>, or its pair; may be left out on a close that names its position.</param>
/// <param name="Position">On a close: id of the position, or of the signal that opened it.</param>
/// <param name="Source">Who sends it, 1 to 32 letters, digits or <c>. _ -</c>; <c>external</c> by default. Ids are told apart by source.</param>
/// <param name="Price">Price that the sender saw; the latest one here by default. An entry farther than <c>Execution:MaxSlippage</c> from it is not sent.</param>
/// <param name="Size">Share of the base risk to stake, 0.1 to 2; by default what goes with the score.</param>
/// <param name="Leverage">1 to 10; by default what goes with the score.</param>
/// <param name="Stop">Price at which the strategy leaves the position, looked at when a bar closes; by default the lowest or highest of the last ten bars.</param>
/// <param name="Score">0 to 10; 5 by default.</param>
/// <param name="Reason">Why, in words, at most 500 characters on one line.</param>
/// <param name="Time">Time of the decision, ISO-8601 or milliseconds since 1970 UTC; the moment of arrival by default.</param>
public sealed record SentSignal(
    string Id,
    string Action,
    string? Symbol = null,
    string? Position = null,
    string? Source = null,
    double? Price = null,
    double? Size = null,
    int? Leverage = null,
    double? Stop = null,
    double? Score = null,
    string? Reason = null,
    string? Time = null);
