"""How models run here: without spinning threads, without memory that is planned and never used again."""

from pathlib import Path

import onnxruntime


def options_for(threads: int) -> onnxruntime.SessionOptions:
    """What a session is opened with.

    Args:
        threads: with how many it computes.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # A thread that spins while it waits takes the core from another process.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # No two pieces have the same shapes: a plan of where each tensor lies is never used again, and takes
    # 100 MB in half an hour of sound.
    options.enable_mem_pattern = False
    return options


def open_session(path: Path, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    """A model, opened by path: from bytes it takes twice the memory."""
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
