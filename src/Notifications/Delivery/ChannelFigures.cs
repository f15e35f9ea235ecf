using Microsoft.Extensions.Logging;
using SqueezeFlow.Notifications.Messages;

namespace SqueezeFlow.Notifications.Delivery;

/// <summary>What a channel has brought so far; tells the log when it begins to fail, and when it works again. Safe for concurrent use.</summary>
internal sealed class ChannelFigures(string name, TimeProvider clock, ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly KeyValuePair<string, object?> _tag = new("channel", name);
    private ChannelStatus _status = new(name, 0, 0, 0, 0, 0, null, null);

    /// <summary>All of it.</summary>
    public ChannelStatus Read(int waiting)
    {
        lock (_gate)
        {
            return _status with { Waiting = waiting };
        }
    }

    /// <summary>An attempt was made.</summary>
    /// <param name="outcome">What came of it.</param>
    /// <param name="isLast">Whether its message is not tried again.</param>
    public void Note(SendOutcome outcome, bool isLast)
    {
        lock (_gate)
        {
            if (outcome.Problem is { } problem)
            {
                NoteFailure(problem, isLast);
            }
            else
            {
                NotificationMetrics.Delivered.Add(1, _tag);
                if (_status.FailuresInRow > 0)
                {
                    NotificationLog.WorksAgain(logger, name, _status.FailuresInRow);
                }

                _status = _status with { Delivered = _status.Delivered + 1, FailuresInRow = 0 };
            }
        }
    }

    /// <summary>Notices were dropped because too many wait.</summary>
    public void Drop(int notices)
    {
        lock (_gate)
        {
            NotificationMetrics.Dropped.Add(notices, _tag);
            if (_status.Dropped == 0)
            {
                NotificationLog.Full(logger, name);
            }

            _status = _status with { Dropped = _status.Dropped + notices };
        }
    }

    /// <summary>The service ends and these were not delivered.</summary>
    public void Lose(IReadOnlyList<OutgoingMessage> messages)
    {
        if (messages.Count > 0)
        {
            NotificationMetrics.Dropped.Add(messages.Sum(message => message.More + 1), _tag);
            NotificationLog.Lost(logger, name, string.Join("; ", messages.Select(message => message.More == 0 ? message.Text : $"{message.Text} and {message.More} more of this kind")));
        }
    }

    private void NoteFailure(string problem, bool isLast)
    {
        NotificationMetrics.FailedAttempts.Add(1, _tag);
        if (_status.FailuresInRow == 0)
        {
            NotificationLog.Fails(logger, name, problem);
        }

        if (isLast)
        {
            NotificationMetrics.Failed.Add(1, _tag);
            NotificationLog.GivenUp(logger, name, problem);
        }

        _status = _status with
        {
            Failed = _status.Failed + (isLast ? 1 : 0),
            FailuresInRow = _status.FailuresInRow + 1,
            LastProblem = problem,
            LastProblemAt = clock.GetUtcNow(),
        };
    }
}
