using SqueezeFlow.Storage.Files;

namespace SqueezeFlow.Storage.Spool.Sending;

/// <summary>Sends a batch, or what of it may be sent now; answers what was sent, with the answer to that.</summary>
internal delegate ValueTask<(SpoolBatch Sent, SendResult Result)> SendBatch(SpoolBatch batch, CancellationToken cancellationToken);

/// <summary>Brings one batch to the store: what it refuses is halved until the lines are found that it does not take, and these are set aside. For one caller.</summary>
internal sealed class Delivery(ISpoolTarget target, Retry retry, DeadLetters deadLetters, SpoolJournal journal)
{
    private int _setAside;
    private string _setAsideFor = "";

    /// <summary>Tries once.</summary>
    public async ValueTask<SendResult> TrySendAsync(SpoolBatch batch, CancellationToken cancellationToken)
    {
        var result = await AskAsync(batch, cancellationToken).ConfigureAwait(false);
        if (result.Verdict == SendVerdict.Unreachable)
        {
            journal.Failed(result.Words ?? "no reason was given");
            return result;
        }

        journal.Answered();
        if (result.Verdict == SendVerdict.Taken)
        {
            journal.Sent(batch.Points);
        }
        else
        {
            journal.Refused(WordsOf(result));
        }

        return result;
    }

    /// <summary>Does what follows from the answer to a batch, until nothing of it is left to do.</summary>
    /// <param name="batch">What was sent.</param>
    /// <param name="answer">The answer to it.</param>
    /// <param name="send">The way that each part of it takes, at each try: whose markets they are may change while the store is away.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task FinishAsync(SpoolBatch batch, SendResult answer, SendBatch send, CancellationToken cancellationToken)
    {
        _setAside = 0;
        var taken = await FinishPartAsync(batch, answer, send, cancellationToken).ConfigureAwait(false);
        if (_setAside > 0)
        {
            journal.DeadLettered(_setAside, deadLetters.FullPath, _setAsideFor);
        }

        if (taken > 0)
        {
            await retry.RunAsync(stop => AcceptAsync(batch, stop), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<SendResult> AskAsync(SpoolBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            return await target.SendAsync(batch, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Not what a target does; nothing of the batch may be lost over it.
            journal.Broke(failure);
            return new(SendVerdict.Unreachable, $"{failure.GetType().Name}: {failure.Message}");
        }
    }

    // Points that were taken.
    private async Task<int> FinishPartAsync(SpoolBatch part, SendResult answer, SendBatch send, CancellationToken cancellationToken)
    {
        if (answer.Verdict == SendVerdict.Taken)
        {
            return part.Points;
        }

        if (part.Points == 1)
        {
            await retry.RunAsync(_ => ValueTask.FromResult(SetAside(part, answer)), cancellationToken).ConfigureAwait(false);
            return 0;
        }

        var (first, second) = BatchLines.Halve(part);
        return await SendPartAsync(first, send, cancellationToken).ConfigureAwait(false) + await SendPartAsync(second, send, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> SendPartAsync(SpoolBatch part, SendBatch send, CancellationToken cancellationToken)
    {
        SpoolBatch sent = default;
        var answer = await retry.RunAsync(
            async stop =>
            {
                (sent, var result) = await send(part, stop).ConfigureAwait(false);
                return result;
            },
            cancellationToken).ConfigureAwait(false);
        return await FinishPartAsync(sent, answer, send, cancellationToken).ConfigureAwait(false);
    }

    private SendResult SetAside(SpoolBatch line, SendResult answer)
    {
        try
        {
            deadLetters.Add(line.Policy, WordsOf(answer), line.Lines.Span);
            _setAside++;
            _setAsideFor = WordsOf(answer);
            journal.Answered();
            return answer;
        }
        catch (Exception failure) when (DiskFault.IsCause(failure))
        {
            var fault = DiskFault.Of(deadLetters.FullPath, DiskSpool.DirectorySetting, "a refused line cannot be set aside", failure);
            journal.DiskFailed(fault);
            journal.Failed(fault.Message);
            return new(SendVerdict.Unreachable, fault.Message);
        }
    }

    private async ValueTask<SendResult> AcceptAsync(SpoolBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await target.AcceptedAsync(batch.Policy, batch.FirstUnixMs, batch.LastUnixMs, cancellationToken).ConfigureAwait(false);
            journal.Answered();
            return default;
        }
        catch (IOException failure)
        {
            journal.Failed(failure.Message);
            return new(SendVerdict.Unreachable, failure.Message);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            journal.Broke(failure);
            journal.Failed(failure.Message);
            return new(SendVerdict.Unreachable, failure.Message);
        }
    }

    private static string WordsOf(SendResult answer) => answer.Words ?? (answer.Verdict == SendVerdict.TooLarge ? "too large" : "refused without words");
}
