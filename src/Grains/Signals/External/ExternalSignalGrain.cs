using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Interfaces.Signals;

namespace SqueezeFlow.Grains.Signals.External;

/// <inheritdoc cref="IExternalSignalGrain"/>
/// <remarks>
/// The signal is kept here first, so that any repetition is the same one, and then in the outbox of its symbol; only then it is answered. A process
/// that dies in between has not answered: the sender sends again, and the hand-over goes on.
/// </remarks>
internal sealed class ExternalSignalGrain(
    [PersistentState(ExternalSignalState.Name, GrainStateStorage.Name)] IPersistentState<ExternalSignalState> state,
    ExternalDesk desk) : Grain, IExternalSignalGrain
{
    // Passed the checks, and could not be kept yet: they are not asked a second time, since they count what they let pass.
    private (ExternalSignal Sent, ExternalDraft Draft)? _passed;

    public async Task<ExternalAnswer> GiveAsync(ExternalSignal sent)
    {
        var isRepeat = state.State.Sent is not null;
        if (isRepeat && state.State.Sent != sent)
        {
            return ExternalAnswer.Refused(new(
                ExternalRefusalKind.Conflict, "id", sent.Id, $"another signal was sent under it, which is {state.State.Signal!.Id}: send a new id"));
        }

        try
        {
            if (!isRepeat && await KeepAsync(sent) is { } refusal)
            {
                return ExternalAnswer.Refused(refusal);
            }

            return new(await HandOverAsync(), isRepeat, null);
        }
        catch (Exception e) when (e is IOException or TimeoutException or OrleansException)
        {
            OutboxMetrics.Failures.Add(1);
            return ExternalAnswer.Refused(new(ExternalRefusalKind.Unavailable, "The signal could not be kept", null, $"{e.Message}; send it again under the same id"));
        }
    }

    private async Task<ExternalRefusal?> KeepAsync(ExternalSignal sent)
    {
        if (_passed is not { } passed || passed.Sent != sent)
        {
            passed = (sent, await desk.DraftAsync(sent));
        }

        if (passed.Draft.Refusal is { } refusal)
        {
            return refusal;
        }

        _passed = passed;
        state.State = new() { Sent = sent, Signal = passed.Draft.Signal, Refused = passed.Draft.Refused, KeptUnixMs = passed.Draft.AtUnixMs };
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = new();
            throw;
        }

        _passed = null;
        return null;
    }

    private async Task<SignalRecord> HandOverAsync()
    {
        var (signal, refused) = (state.State.Signal!, state.State.Refused);
        var first = new SignalRecord(signal, refused is null ? SignalOutcome.Pending : SignalOutcome.Rejected, refused);
        if (state.State.IsGiven)
        {
            return await desk.FindAsync(signal.Id) ?? first;
        }

        var given = await desk.GiveAsync(first);
        state.State.IsGiven = true;
        try
        {
            await state.WriteStateAsync();
        }
        catch (Exception e) when (e is IOException or OrleansException)
        {
            // It is on its way all the same; after another start it would be handed over once more, and found to be known.
            OutboxMetrics.Failures.Add(1);
        }

        return given;
    }
}
