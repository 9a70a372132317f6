"""`grade verify`: the proof that a spec accepts what is right and refuses what is wrong."""

from grader.verify.proof import Fate, PartProof, Proof, Trial
from grader.verify.verify import Telling, verify

__all__ = ["Fate", "PartProof", "Proof", "Telling", "Trial", "verify"]
